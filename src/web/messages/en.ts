import { explanation } from './en/explanations.ts'

/** What stands in English too; a key that is missing does not compile. */
export const en = { explanation } as const
