/** German words: rounds. */
export const round = {} as const
