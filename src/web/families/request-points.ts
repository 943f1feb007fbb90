import { answerWords, lineWords } from '../criterion-words.ts'
import { formatNumber } from '../format.ts'
import type { PlaceRequest } from './family-words.ts'

/** A family's answers, and once the result is out the points that each of them gave. */
export function answersOf({ answers, wishes, result }: PlaceRequest) {
  const kitas = new Map([...wishes, ...answers].map(({ kitaId, kita }) => [kitaId, kita]))
  const known = answers.map(({ criterion, kitaId, value }) => ({ criterion, kitaId, value, points: 0 }))
  const sameAs = (a: { criterion: string; kitaId: string | null }) => (b: typeof a) =>
    a.criterion === b.criterion && a.kitaId === b.kitaId
  // What was frozen counts, also where an answer has changed since; what gave no points is told too.
  const lines = result ? [...result.trace, ...known.filter((line) => !result.trace.some(sameAs(line)))] : known
  const rowOf = (line: (typeof lines)[number]) => ({
    criterion: lineWords(line, kitas.get(line.kitaId) ?? null),
    answer: answerWords(line.criterion, line.value),
    points: result ? formatNumber(line.points) : null,
  })
  // The sum stands under what it sums up; what counts at one Kita only comes after it.
  const everywhere = result ? lines.filter(({ kitaId }) => kitaId === null) : lines
  return {
    any: lines.length > 0,
    rows: everywhere.map(rowOf),
    sum: result ? formatNumber(result.score) : null,
    there: lines.filter((line) => !everywhere.includes(line)).map(rowOf),
  }
}
