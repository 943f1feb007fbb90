/** German words: family-services. */
export const familyService = {} as const
