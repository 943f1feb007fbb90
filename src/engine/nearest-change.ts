import { cutoffsOf, type ProgramCutoffs } from './cutoffs.ts'
import { runRound } from './deferred-acceptance.ts'
import { buildMarket, companiesOf, NONE, poolPriorityOf, priorityOf, type Market, type NamedMarket } from './market.ts'
import { tieOrder } from './order.ts'
import type { AllocationProblem } from './types.ts'

/** What alone would have given a child a wish that it did not get, everything else in the round being as it was. */
export type NearestChange = {
  program: string
  /** The fewest points more at this program, in both orders; null where no number of points helps. */
  points: number | null
  /** The first lot of all would have given the child exactly this wish. */
  lot: boolean
  /** One place more at this program would have given the child this wish or a better one. */
  place: boolean
  /** In a round with siblings: `points` suffices but may not be the fewest, and null says nothing. */
  searched?: true
}

/**
 * The nearest changes for each wish before the one that a child got, in its order; blocked wishes are left out. Each is
 * found by computing the round again. The cut-offs would not do: who is let in displaces others, whose chain may come
 * back; and who is turned away goes on and displaces others, who may have raised the cut-off only thereby.
 *
 * A child's own place is monotone in its priority at one program, and in a program's places (README, guarantees), so a
 * search among the scores that differ finds the fewest points.
 *
 * @returns undefined for an unknown child, and where families of several children take part: their places are not found
 *   by the plain round
 */
export function nearestChanges(problem: AllocationProblem, childId: string): NearestChange[] | undefined {
  if ((problem.families ?? []).length > 0) return undefined
  const named = buildMarket(problem)
  const child = named.childIds.indexOf(childId)
  if (child === -1) return undefined

  const { market, programs } = named
  const { wish, choice } = runRound(market)
  const first = market.wishStart[child]
  const unmet = wish[child] === NONE ? market.wishStart[child + 1] - first : wish[child]
  const programAt = (at: number) => market.wishes[2 * (first + at)]
  const cutoffs = Array.from({ length: unmet }, (_, at) => cutoffsOf(named, choice, programAt(at)))
  const tie = tieOrder(named.lots)
  const queues = cutoffs.map((_, at) => queuesAt(named, tie, child, first + at))
  const byLot = unmet === 0 ? NONE : wishWithFirstLot(market, child, queues)
  return queues.map((queue, at) => ({
    program: programs[programAt(at)].id,
    points: fewestPoints(market, { child, at, queue, cutoffs: cutoffs[at] }, named),
    lot: byLot === at,
    place: isAtLeast(wishWith(withPlaceMore(market, programAt(at)), child), at),
  }))
}

/**
 * The others who wish for a program in one of its orders, and the child's place among them. The others have the ranks
 * 1, 3, 5 …, which leaves the child a rank before, between and behind them.
 */
type Queue = { scores: number[]; ties: number[]; own: number; ownTie: number; setRank: (rank: number) => void }

/** The order of priority, and the pool's where it has one of its own. */
function queuesAt(named: NamedMarket, tie: Int32Array, child: number, ownWish: number): Queue[] {
  const { market } = named
  const { wishes, wishStart, poolRank } = market
  const program = wishes[2 * ownWish]

  const others: { wish: number; child: number }[] = []
  for (let other = 0; other < market.children; other++) {
    if (other === child) continue
    for (let wish = wishStart[other]; wish < wishStart[other + 1]; wish++) {
      if (wishes[2 * wish] === program) others.push({ wish, child: other })
    }
  }
  const queue = (
    rank: (wish: number) => number,
    set: (wish: number, rank: number) => void,
    score: typeof priorityOf,
  ) => {
    const inOrder = others.toSorted((a, b) => rank(a.wish) - rank(b.wish))
    const scores = inOrder.map((other) => score(named, other.child, program))
    const ties = inOrder.map((other) => tie[other.child])
    const own = { own: score(named, child, program), ownTie: tie[child], setRank: (to: number) => set(ownWish, to) }
    const queued: Queue = { scores, ties, ...own }
    queued.setRank(2 * comingBefore(queued, 0))
    inOrder.forEach((other, at) => set(other.wish, 2 * at + 1))
    return queued
  }
  const rankIn = (wish: number) => wishes[2 * wish + 1]
  const queues = [queue(rankIn, (wish, rank) => (wishes[2 * wish + 1] = rank), priorityOf)]
  if (poolRank === null) return queues
  const poolQueue = queue(
    (wish) => poolRank[wish],
    (wish, rank) => (poolRank[wish] = rank),
    poolPriorityOf,
  )
  return [...queues, poolQueue]
}

/** How many others come before the child once it has so many points more. */
function comingBefore({ scores, ties, own, ownTie }: Queue, more: number): number {
  const score = own + more
  let before = 0
  for (let at = 0; at < scores.length; at++) {
    if (scores[at] > score || (scores[at] === score && ties[at] < ownTie)) before++
  }
  return before
}

function fewestPoints(
  market: Market,
  { child, at, queue, cutoffs }: { child: number; at: number; queue: Queue[]; cutoffs: ProgramCutoffs },
  named: NamedMarket,
): number | null {
  const steps = usefulPoints(queue)
  const guess = steps.findIndex((points) => points >= pointsToCutoff(queue, cutoffs, companiesOf(named, child)))
  const place = (points: number) => queue.forEach((one) => one.setRank(2 * comingBefore(one, points)))
  const found = firstThatHolds(steps.length, guess === -1 ? steps.length - 1 : guess, (step) => {
    place(steps[step])
    return isAtLeast(wishWith(market, child), at)
  })
  place(0)
  return found < steps.length ? steps[found] : null
}

/** The numbers of points at which the child passes somebody; between them nothing changes. */
function usefulPoints(queues: readonly Queue[]): number[] {
  const steps = queues.flatMap(({ scores, ties, own, ownTie }) =>
    scores.map((score, at) => score - own + (ties[at] < ownTie ? 1 : 0)).filter((points) => points > 0),
  )
  return [...new Set(steps)].toSorted((a, b) => a - b)
}

/** The points to the easiest cut-off: where the search begins, because it is nearly always right. */
function pointsToCutoff(queues: readonly Queue[], cutoffs: ProgramCutoffs, companies: readonly string[]): number {
  const [{ own }, { own: ownInPool } = { own }] = queues
  const ways = [
    { cutoff: cutoffs.pool, from: ownInPool },
    ...companies.map((company) => ({ cutoff: cutoffs.companies[company], from: own })),
    ...companies.map((company) => ({ cutoff: cutoffs.shares[company], from: ownInPool })),
  ]
  const missing = ways.flatMap(({ cutoff, from }) => (typeof cutoff === 'object' ? [cutoff.priority - from] : []))
  return Math.min(...missing)
}

/**
 * The smallest of `count` positions where a test holds that holds from some position on, or `count`. Goes up or down
 * from the guess in doubling steps until the answer lies between two tried positions, then halves.
 */
function firstThatHolds(count: number, guess: number, holds: (at: number) => boolean): number {
  let low = -1
  let high = count
  let step = 1
  let at = guess
  while (high - low > 1) {
    if (holds(at)) high = at
    else low = at
    const isBetween = low > -1 && high < count
    at = isBetween ? (low + high) >> 1 : high < count ? Math.max(low + 1, high - step) : Math.min(high - 1, low + step)
    step *= 2
  }
  return high
}

/** One lot decides everywhere, so this is one round: at each wish before all others with the same points. */
function wishWithFirstLot(market: Market, child: number, queues: readonly Queue[][]): number {
  const all = queues.flat()
  all.forEach((queue) => queue.setRank(2 * queue.scores.filter((score) => score > queue.own).length))
  const wish = wishWith(market, child)
  all.forEach((queue) => queue.setRank(2 * comingBefore(queue, 0)))
  return wish
}

function withPlaceMore(market: Market, program: number): Market {
  const capacity = market.capacity.with(program, market.capacity[program] + 1)
  const { shares } = market
  if (shares === null) return { ...market, capacity }
  return {
    ...market,
    capacity,
    shares: { ...shares, capacity: shares.capacity.with(program, shares.capacity[program] + 1) },
  }
}

function wishWith(market: Market, child: number): number {
  return runRound(market).wish[child]
}

function isAtLeast(wish: number, at: number): boolean {
  return wish !== NONE && wish <= at
}
