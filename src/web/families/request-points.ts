import { criterionWords } from '../criterion-words.ts'
import { formatNumber } from '../format.ts'
import { t } from '../words.ts'
import type { PlaceRequest } from './family-words.ts'

/** A family's answers, and once the result is out the points that each of them gave. */
export function answersOf({ answers, result }: PlaceRequest) {
  const kitas = new Map(answers.map(({ kitaId, kita }) => [kitaId, kita]))
  const known = answers.map(({ criterion, kitaId, value }) => ({ criterion, kitaId, value, points: 0 }))
  const sameAs = (a: { criterion: string; kitaId: string | null }) => (b: typeof a) =>
    a.criterion === b.criterion && a.kitaId === b.kitaId
  // What was frozen counts, also where an answer has changed since; what gave no points is told too.
  const lines = result ? [...result.trace, ...known.filter((line) => !result.trace.some(sameAs(line)))] : known
  return {
    rows: lines.map(({ criterion, kitaId, value, points }) => ({
      criterion: criterionAtKita(criterion, kitas.get(kitaId) ?? null),
      answer: answerWords(criterion, value),
      points: result ? formatNumber(points) : null,
    })),
    sum: result ? formatNumber(result.score) : null,
  }
}

function criterionAtKita(id: string, kita: string | null): string {
  const criterion = criterionWords(id)
  return kita === null ? criterion : t('family.onlyAt', { criterion, kita })
}

function answerWords(criterion: string, value: number): string {
  if (criterion === 'hours-of-less-employed-parent') return t('family.hoursWords', { hours: value })
  if (value === 0) return t('family.no')
  return value === 1 ? t('family.yes') : formatNumber(value)
}
