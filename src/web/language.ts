/** The languages that a family may read its explanation in; everything else is German. */
export const languages = ['de', 'en'] as const
export type Language = (typeof languages)[number]

/** Words for the keys of a German source, in another language: none missing, none more. */
export type Translation<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : Translation<Source[Key]>
}

/** The language that an address asks for. */
export function languageOf({ lang }: Readonly<Record<string, string>>): Language {
  return lang === 'en' ? 'en' : 'de'
}
