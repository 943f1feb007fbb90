/** German words: families. */
export const family = {} as const
