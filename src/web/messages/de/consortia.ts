/** German words: consortia. */
export const consortium = {} as const
