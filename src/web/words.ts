import i18next from 'i18next'
import type { Language } from './language.ts'
import { de } from './messages/de.ts'
import { en } from './messages/en.ts'

type Leaves<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${Leaves<Tree[Key]>}`
}[keyof Tree & string]

/** A key of the German source; a wrong one does not compile. */
export type WordKey = Leaves<typeof de>
/** A key that every language has. */
export type TranslatedKey = `explanation.${Leaves<typeof de.explanation>}`

const words = i18next.createInstance({
  lng: 'de',
  resources: { de: { translation: de }, en: { translation: en } },
  // Handlebars escapes on output; twice would show &amp;.
  interpolation: { escapeValue: false },
  initAsync: false,
})
void words.init()

/** Words for people by key. */
export function t(key: WordKey, values: Record<string, string | number> = {}): string {
  return words.t(key, values)
}

/** The same in the language that somebody asked for. */
export function translate(
  language: Language,
  key: TranslatedKey,
  values: Record<string, string | number> = {},
): string {
  return words.t(key, { ...values, lng: language })
}

export function isWordKey(key: string): key is WordKey {
  return words.exists(key)
}
