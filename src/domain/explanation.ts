import { fewestForFigures, lotDigits } from '../engine/draw/visible.ts'
import type { NearestChange } from '../engine/nearest-change.ts'
import type { Cutoff, WishExplanation } from '../engine/types.ts'

/** A way into a place class: a company's quota by its id, or the pool. */
export type Way = { company: string } | 'pool'

/** Why a wish was met or not, as a family is told: a key for its sentence, and the values in it. */
export type WishReason =
  | { key: 'admitted-by-quota'; company: string }
  | { key: 'admitted-by-pool' }
  | { key: 'better-wish-met' }
  /** `own` and `needed` are points; `ways` has the easiest first, `poolClosed` says that quotas took every place. */
  | { key: 'too-few-points'; own: number; ways: { way: Way; needed: number }[]; poolClosed: boolean }
  /** The points sufficed and the lot decided: the first eight digits, null where they do not tell the two apart. */
  | { key: 'lot-decided'; own: number; way: Way; lots: { own: string; needed: string } | null }
  | { key: 'quotas-took-all' }
  | { key: 'not-reached' }
  | { key: 'no-places' }
  | { key: 'blocked' }
  | { key: 'sibling-apart' }
  | { key: 'family-option-blocked' }
  | { key: 'deleted-for-together' }
  /** Its siblings did not wish for this Kita, with whom the child was to be together. */
  | { key: 'not-a-common-wish' }
  | { key: 'not-in-round' }

/** What alone would have met a wish, as a family is told it. */
export type ToldChange =
  { key: 'earlier-lot' } | { key: 'more-points'; points: number } | { key: 'no-points' } | { key: 'one-place-more' }

/**
 * The reason for one wish. `held` is the number of children who hold a place of that class. What was needed is told as a score,
 * by each way that was open to this child; a lot only where it decided, and nothing of another child.
 *
 * Pool shares and a pool order of its own are not told: no round has them yet.
 */
export function explanationOfWish(explanation: WishExplanation, held: number): WishReason {
  const { code, own } = explanation
  switch (code) {
    case 'admitted':
      return own.countsFor == null ? { key: 'admitted-by-pool' } : { key: 'admitted-by-quota', company: own.countsFor }
    case 'below-cutoff':
      return held < fewestForFigures ? { key: 'not-reached' } : reasonOfCutoffs(explanation)
    case 'better-wish-met':
    case 'no-places':
    case 'blocked':
    case 'sibling-apart':
    case 'family-option-blocked':
    case 'deleted-for-together':
      return { key: code }
  }
}

/**
 * Why a wish without an explanation took no part: it did not fit the child's age. Where it did, the child was to be together with
 * its siblings, and this Kita was not on the list of each of them.
 */
export function reasonWithoutPart(fits: boolean): WishReason {
  return { key: fits ? 'not-a-common-wish' : 'not-in-round' }
}

type Barrier = { way: Way; needed: number; lot: string | null }

function reasonOfCutoffs({ own, needed }: WishExplanation): WishReason {
  const barriers = Object.entries(needed)
    .flatMap(([way, cutoff]) => barrierOf(way === 'pool' ? 'pool' : { company: way }, cutoff))
    .toSorted(easiestFirst)
  const [easiest] = barriers
  if (!easiest) return { key: 'quotas-took-all' }
  if (easiest.needed > own.priority) {
    const ways = barriers.map(({ way, needed: points }) => ({ way, needed: points }))
    return { key: 'too-few-points', own: own.priority, ways, poolClosed: needed.pool === 'closed' }
  }
  const lots = { own: own.lot?.slice(0, lotDigits), needed: easiest.lot?.slice(0, lotDigits) }
  return {
    key: 'lot-decided',
    own: own.priority,
    way: easiest.way,
    lots: lots.own && lots.needed && lots.own !== lots.needed ? { own: lots.own, needed: lots.needed } : null,
  }
}

function barrierOf(way: Way, cutoff: Cutoff): Barrier[] {
  return typeof cutoff === 'string' ? [] : [{ way, needed: cutoff.priority, lot: cutoff.lot }]
}

/** Fewer points are easier, then the larger lot: the smaller lot comes first, so a larger one leaves more room. */
function easiestFirst(a: Barrier, b: Barrier): number {
  if (a.needed !== b.needed) return a.needed - b.needed
  return (a.lot ?? '') < (b.lot ?? '') ? 1 : -1
}

/**
 * What alone would have met a wish. It is told only beside the figures of what was needed: where those stay private, so does
 * how near the child came, which is somebody's figure too.
 */
export function changesToldOf(reason: WishReason, change: NearestChange | undefined): ToldChange[] {
  if (!hasFigures(reason) || change === undefined) return []
  const { points, lot, place, searched } = change
  return [
    ...(lot ? [{ key: 'earlier-lot' } as const] : []),
    ...toldPoints(points, searched === true),
    ...(place ? [{ key: 'one-place-more' } as const] : []),
  ]
}

// That no number of points helps is known only where more points never hurt.
function toldPoints(points: number | null, searched: boolean): ToldChange[] {
  if (points !== null) return [{ key: 'more-points', points }]
  return searched ? [] : [{ key: 'no-points' }]
}

/** Where what was needed is told. */
export function hasFigures({ key }: WishReason): boolean {
  return ['too-few-points', 'lot-decided', 'quotas-took-all'].includes(key)
}

/** Where looking for something else helps: the child did not get this wish, nor a better one. */
export function isUnmet(reason: WishReason): boolean {
  return !['admitted-by-quota', 'admitted-by-pool', 'better-wish-met'].includes(reason.key)
}
