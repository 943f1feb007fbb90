import { lookUp } from '../engine/look-up.ts'
import type { AllocationProblem, Assignment } from '../engine/types.ts'

/**
 * What another outcome means for a child. `gained` and `lost` are about having a place at all, up and down about the rank of
 * its wish; `counts-otherwise` has the same place, counted for another company or the pool.
 */
export const moves = ['gained', 'lost', 'moved-up', 'moved-down', 'counts-otherwise', 'same'] as const
export type Move = (typeof moves)[number]

/** `rank` is the place in the child's list, from 1; `countsFor` null is the pool. */
export type PlaceHeld = { program: string; rank: number; countsFor: string | null }

export type ComparedChild = {
  id: string
  companies: readonly string[]
  move: Move
  before: PlaceHeld | null
  after: PlaceHeld | null
}

/** Children before and after; `gained` … `movedDown` count those among them who did. */
type Totals = {
  placedBefore: number
  placedAfter: number
  gained: number
  lost: number
  movedUp: number
  movedDown: number
}

export type OutcomeComparison = {
  /** In the order in which they were given. */
  children: ComparedChild[]
  byMove: Record<Move, number>
  total: Totals & { children: number }
  /** A child of two companies stands in both rows; `counted` are the places that count for the company. */
  companies: (Totals & { companyId: string; children: number; countedBefore: number; countedAfter: number })[]
  /** `came` are the children that the Kita would have and has not, `went` those it has and would not. */
  kitas: { kitaId: string; before: number; after: number; came: number; went: number }[]
  /** Children by the rank of the wish that was met; the last entry counts the fifth and later. */
  wishRanks: { rank: number; before: number; after: number }[]
}

export type ListedChild = { id: string; companies: readonly string[]; wishes: readonly string[] }

const lastRank = 5

/**
 * Two outcomes of the same children, child by child and summed up.
 *
 * @param children every child with its list of programs, the most wanted first
 * @param kitaOf program → Kita, for all programs
 * @throws Error where an outcome names a child that was not given, or a program that is not in its list
 */
export function compareOutcomes(
  children: readonly ListedChild[],
  before: readonly Assignment[],
  after: readonly Assignment[],
  kitaOf: ReadonlyMap<string, string>,
): OutcomeComparison {
  const placesBefore = placesOf(children, before)
  const placesAfter = placesOf(children, after)
  const compared = children.map(({ id, companies }): ComparedChild => {
    const places = { before: placesBefore.get(id) ?? null, after: placesAfter.get(id) ?? null }
    return { id, companies, move: moveOf(places.before, places.after), ...places }
  })
  return {
    children: compared,
    byMove: Object.fromEntries(
      moves.map((move) => [move, count(compared, (child) => child.move === move)]),
    ) as OutcomeComparison['byMove'],
    total: { ...totalsOf(compared), children: compared.length },
    companies: companiesOf(compared),
    kitas: kitasOf(compared, kitaOf),
    wishRanks: Array.from({ length: lastRank }, (_, at) => {
      const isAt = (place: PlaceHeld | null) => place !== null && Math.min(place.rank, lastRank) === at + 1
      return {
        rank: at + 1,
        before: count(compared, (child) => isAt(child.before)),
        after: count(compared, (child) => isAt(child.after)),
      }
    }),
  }
}

/**
 * Every child of a problem with its list. A child of a family that applies together has none of its own: its programs are
 * taken in the order in which they first appear in the family's options.
 */
export function listedChildren({ children, families = [] }: AllocationProblem): ListedChild[] {
  const together = new Map(
    families.flatMap((family) =>
      family.children.map((child, at) => [child, family.wishes.flatMap((option) => option[at] ?? [])] as const),
    ),
  )
  return children.map(({ id, companies, wishes }) => ({
    id,
    companies,
    wishes: [...new Set([...(together.get(id) ?? []), ...wishes])],
  }))
}

function placesOf(children: readonly ListedChild[], assignments: readonly Assignment[]): Map<string, PlaceHeld> {
  const lists = new Map(children.map(({ id, wishes }) => [id, wishes]))
  return new Map(
    assignments.map(({ child, program, countsFor }) => {
      const rank = lookUp(lists, child).indexOf(program) + 1
      if (rank === 0) throw new Error(`${program} is not in the list of ${child}`)
      return [child, { program, rank, countsFor }]
    }),
  )
}

function moveOf(before: PlaceHeld | null, after: PlaceHeld | null): Move {
  if (before === null) return after === null ? 'same' : 'gained'
  if (after === null) return 'lost'
  if (after.rank !== before.rank) return after.rank < before.rank ? 'moved-up' : 'moved-down'
  return after.countsFor === before.countsFor ? 'same' : 'counts-otherwise'
}

function totalsOf(children: readonly ComparedChild[]): Totals {
  const having = (move: Move) => count(children, (child) => child.move === move)
  return {
    placedBefore: count(children, ({ before }) => before !== null),
    placedAfter: count(children, ({ after }) => after !== null),
    gained: having('gained'),
    lost: having('lost'),
    movedUp: having('moved-up'),
    movedDown: having('moved-down'),
  }
}

function companiesOf(children: readonly ComparedChild[]): OutcomeComparison['companies'] {
  const ids = new Set(children.flatMap(({ companies }) => companies))
  return [...ids].toSorted().map((companyId) => {
    const own = children.filter(({ companies }) => companies.includes(companyId))
    return {
      companyId,
      children: own.length,
      ...totalsOf(own),
      countedBefore: count(own, ({ before }) => before?.countsFor === companyId),
      countedAfter: count(own, ({ after }) => after?.countsFor === companyId),
    }
  })
}

function kitasOf(children: readonly ComparedChild[], kitaOf: ReadonlyMap<string, string>): OutcomeComparison['kitas'] {
  const at = (place: PlaceHeld | null) => (place === null ? undefined : lookUp(kitaOf, place.program))
  return [...new Set(kitaOf.values())].toSorted().map((kitaId) => {
    const had = children.filter(({ before }) => at(before) === kitaId)
    const has = children.filter(({ after }) => at(after) === kitaId)
    return {
      kitaId,
      before: had.length,
      after: has.length,
      came: count(has, ({ before }) => at(before) !== kitaId),
      went: count(had, ({ after }) => at(after) !== kitaId),
    }
  })
}

function count<T>(things: readonly T[], which: (thing: T) => boolean): number {
  return things.reduce((sum, thing) => sum + (which(thing) ? 1 : 0), 0)
}
