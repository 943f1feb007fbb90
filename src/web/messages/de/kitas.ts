/** German words: kitas. */
export const kita = {} as const
