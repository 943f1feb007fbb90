import { isWordKey, t } from './words.ts'

/** A criterion of a points catalogue in German; a catalogue may bring one that has no words yet. */
export function criterionWords(criterion: string): string {
  const key = `round.criteria.${criterion}`
  return isWordKey(key) ? t(key) : t('round.criteria.other')
}
