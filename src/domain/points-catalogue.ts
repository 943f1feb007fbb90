/**
 * Criteria and points as data. A catalogue is versioned and dated; a score is always told with its trace, because courts have
 * struck down points that nobody could follow (OVG NRW 2017, VG Darmstadt 2019).
 */
export type PointsCatalogue = { version: string; criteria: Criterion[] }

export type Criterion = {
  id: string
  /** What a Kita gives on top, there only, to whoever meets the criterion. `kita` is its id; in a seed, its key. */
  additions?: { kita: string; points: number }[]
} & (
  | { kind: 'flag'; points: number }
  /** The highest threshold that the answer reaches gives the points. */
  | { kind: 'number'; thresholds: Threshold[] }
  /** Counts at one Kita only: the answer names it. */
  | { kind: 'at-kita'; points: number }
  /** The way from home to each Kita, in metres as the crow flies; no band, no points. */
  | { kind: 'distance'; bands: Band[] }
)

export type Threshold = { from: number; points: number }

/** Metres; both ends belong to it. */
export type Band = { from: number; to: number; points: number }

/** The one criterion whose answer a Kita sees, for its own house. */
export const siblingInHouse = 'sibling-in-house'

/** A family's answer; `kitaId` only for criteria that count at one Kita. Flags are 0 or 1. */
export type CriterionAnswer = { criterion: string; kitaId: string | null; value: number }

/** A Kita that a child wishes for, and how far it is from home. Measured, never typed. */
export type WishedKita = { kitaId: string; metres: number }

/** All that points are given for. */
export type ScoredFacts = { answers: readonly CriterionAnswer[]; wishedKitas: readonly WishedKita[] }

/** Which fact gave which points; `kitaId` where it counts at one Kita only, `addition` where that Kita gives them on top. */
export type ScoreLine = {
  criterion: string
  kitaId: string | null
  value: number
  points: number
  addition?: true
}

/** Every line that gave points, in the catalogue's order. An answer to no criterion of the catalogue gives none. */
export function scoreTrace(catalogue: PointsCatalogue, facts: ScoredFacts): ScoreLine[] {
  return catalogue.criteria.flatMap((criterion) =>
    answersTo(criterion, facts).flatMap((answer) => linesOf(criterion, answer, facts.wishedKitas)),
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

/** A distance is a fact of each wished Kita, whatever somebody may have answered. */
function answersTo({ id, kind }: Criterion, { answers, wishedKitas }: ScoredFacts): CriterionAnswer[] {
  if (kind === 'distance') return wishedKitas.map(({ kitaId, metres }) => ({ criterion: id, kitaId, value: metres }))
  return answers.filter(({ criterion, kitaId }) => criterion === id && (kind !== 'at-kita' || kitaId !== null))
}

function linesOf(criterion: Criterion, answer: CriterionAnswer, wishedKitas: readonly WishedKita[]): ScoreLine[] {
  const points = pointsOf(criterion, answer.value)
  if (points === undefined) return []
  const there = answer.kitaId === null ? wishedKitas.map(({ kitaId }) => kitaId) : [answer.kitaId]
  const additions = (criterion.additions ?? []).filter(({ kita }) => there.includes(kita))
  return [
    { ...answer, points },
    ...additions.map((addition) => ({
      ...answer,
      kitaId: addition.kita,
      points: addition.points,
      addition: true as const,
    })),
  ].filter((line) => line.points !== 0)
}

/** Undefined where the answer does not meet the criterion. */
function pointsOf(criterion: Criterion, value: number): number | undefined {
  switch (criterion.kind) {
    case 'flag':
    case 'at-kita':
      return value === 1 ? criterion.points : undefined
    case 'number':
      return criterion.thresholds
        .filter(({ from }) => value >= from)
        .toSorted((a, b) => b.from - a.from)
        .at(0)?.points
    case 'distance':
      return criterion.bands.find(({ from, to }) => from <= value && value <= to)?.points
  }
}
