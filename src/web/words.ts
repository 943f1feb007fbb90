import i18next from 'i18next'
import { de } from './messages/de.ts'

type Leaves<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${Leaves<Tree[Key]>}`
}[keyof Tree & string]

/** A key of the German source; a wrong one does not compile. */
export type WordKey = Leaves<typeof de>

const words = i18next.createInstance({
  lng: 'de',
  resources: { de: { translation: de } },
  // Handlebars escapes on output; twice would show &amp;.
  interpolation: { escapeValue: false },
  initAsync: false,
})
void words.init()

/** Words for people by key. */
export function t(key: WordKey, values: Record<string, string | number> = {}): string {
  return words.t(key, values)
}

export function isWordKey(key: string): key is WordKey {
  return words.exists(key)
}
