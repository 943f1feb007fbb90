/** German words: company. */
export const company = {} as const
