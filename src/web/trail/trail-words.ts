import { trail } from '../messages/de/trail.ts'
import { compareWords } from '../format.ts'
import { isWordKey, t } from '../words.ts'

export const known = (key: string, otherwise: string): string => (isWordKey(key) ? t(key) : otherwise)

export const roleWords = (role: string): string => known(role === 'clock' ? 'trail.clock' : `roles.${role}`, role)
export const reasonWords = (reason: string): string =>
  known(`trail.reasons.${reason}`, known(`childLookUp.reasons.${reason}`, reason))
/** An act that has no words yet is told by its name. */
export const actionWords = (action: string): string => known(`trail.actions.${action}`, action)

/** What may be filtered by: the acts that have words, by the alphabet. */
export function actionChoices(): (readonly [string, string])[] {
  const choices = Object.entries(trail.actions).flatMap(([noun, verbs]) =>
    Object.entries(verbs).map(([verb, words]) => [`${noun}.${verb}`, words] as const),
  )
  return choices.toSorted(([, a], [, b]) => compareWords(a, b))
}

/** Counts, hashes and words as they were kept, each under its name. */
export function detailsWords({ details }: { details: string }): { name: string; value: string }[] {
  const kept = JSON.parse(details) as Record<string, string | number | boolean | null>
  return Object.entries(kept).map(([name, value]) => ({
    name: known(`trail.detailNames.${name}`, name),
    value: String(value ?? '–'),
  }))
}
