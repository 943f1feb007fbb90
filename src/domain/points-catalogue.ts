/**
 * Criteria and points as data. A catalogue is versioned and dated; a score is always told with its trace, because courts have
 * struck down points that nobody could follow (OVG NRW 2017, VG Darmstadt 2019).
 */
export type Criterion =
  | { id: string; kind: 'flag'; points: number }
  /** The highest threshold that the answer reaches gives the points. */
  | { id: string; kind: 'number'; thresholds: { from: number; points: number }[] }
  /** Counts at one Kita only: the answer names it. */
  | { id: string; kind: 'at-kita'; points: number }

/** The one criterion whose answer a Kita sees, for its own house. */
export const siblingInHouse = 'sibling-in-house'

export type PointsCatalogue = { version: string; criteria: Criterion[] }

/** A family's answer; `kitaId` only for criteria that count at one Kita. Flags are 0 or 1. */
export type CriterionAnswer = { criterion: string; kitaId: string | null; value: number }

export type ScoreLine = { criterion: string; kitaId: string | null; value: number; points: number }

/** Every line that gave points, in the catalogue's order. An answer to no criterion of the catalogue gives none. */
export function scoreTrace(catalogue: PointsCatalogue, answers: readonly CriterionAnswer[]): ScoreLine[] {
  return catalogue.criteria.flatMap((criterion) =>
    answers
      .filter((answer) => answer.criterion === criterion.id)
      .map((answer) => ({ ...answer, points: pointsOf(criterion, answer.value) }))
      .filter((line) => line.points !== 0),
  )
}

/** What counts at every Kita alike. */
export function scoreEverywhere(trace: readonly ScoreLine[]): number {
  return trace.filter((line) => line.kitaId === null).reduce((sum, line) => sum + line.points, 0)
}

/** The score at one Kita: what counts everywhere, and what counts there. */
export function scoreAt(kitaId: string, trace: readonly ScoreLine[]): number {
  return trace
    .filter((line) => line.kitaId === null || line.kitaId === kitaId)
    .reduce((sum, line) => sum + line.points, 0)
}

function pointsOf(criterion: Criterion, value: number): number {
  if (criterion.kind !== 'number') return value === 1 ? criterion.points : 0
  return (
    criterion.thresholds
      .filter(({ from }) => value >= from)
      .toSorted((a, b) => b.from - a.from)
      .at(0)?.points ?? 0
  )
}
