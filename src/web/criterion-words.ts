import { knownCriterion } from '../domain/known-criteria.ts'
import type { ScoreLine } from '../domain/points-catalogue.ts'
import { formatNumber } from './format.ts'
import { isWordKey, t } from './words.ts'

/** A criterion in German. A frozen round may show one that has no words any more. */
export function criterionWords(criterion: string): string {
  const key = `round.criteria.${criterion}`
  return isWordKey(key) ? t(key) : t('round.criteria.other')
}

/** The criterion of a line, and the Kita where alone it counts. `kita` is null where it counts everywhere. */
export function lineWords({ criterion: id, addition }: Pick<ScoreLine, 'criterion' | 'addition'>, kita: string | null) {
  const criterion = criterionWords(id)
  if (kita === null) return criterion
  return t(addition ? 'round.additionOf' : 'round.onlyAt', { criterion, kita })
}

/** What was answered or measured, in the criterion's own unit. */
export function answerWords(criterion: string, value: number): string {
  const known = knownCriterion(criterion)
  switch (known?.kind) {
    case undefined:
      return formatNumber(value)
    case 'flag':
    case 'at-kita':
      return value === 1 ? t('round.answers.yes') : t('round.answers.no')
    case 'number':
      return t('round.answers.hours', { hours: value })
    case 'distance':
      // In metres, as the bands are: whoever checks must see on which side of an end it lies.
      return t('round.answers.metres', { metres: formatNumber(value) })
  }
}
