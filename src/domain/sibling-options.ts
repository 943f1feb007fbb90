import { compareIds } from '../engine/order.ts'
import type { FamilyInput } from '../engine/types.ts'
import type { SiblingChoice } from './sibling-choice.ts'

/** A child who applies with siblings: its wishes that fit it, with their ranks in its own list, from 1. */
export type ApplyingSibling = { ticket: string; wishes: { placeClassId: string; kitaId: string; rank: number }[] }

/** More ways to be together than these no family has in mind, and the exact step would search through all of them. */
export const mostOptions = 100

/**
 * The ways in which siblings can be together: at one Kita, each child in one of its own wishes there (their ages, hours and
 * months may differ). One place class for each child, in the order of `siblings`.
 *
 * The most wanted comes first: by the sum of the ranks that the children gave these wishes, so that one child's first wish
 * weighs as much as another's; on equal sums the way whose worst rank is better, so that no child pays for another; then by the
 * ranks of the children in the given order, so that the order is fixed. Of more than `mostOptions` the first ones count.
 */
export function siblingOptions(siblings: readonly ApplyingSibling[]): string[][] {
  const ways = commonKitas(siblings).map((kitaId) =>
    siblings.map(({ wishes }) => wishes.filter((wish) => wish.kitaId === kitaId)),
  )
  const sums = ways.map(rankSums)
  const last = Math.max(...sums.map(({ largest }) => largest))
  const options: string[][] = []
  // Sum after sum: of many thousand combinations only those that count are ever made.
  for (let sum = Math.min(...sums.map(({ smallest }) => smallest)); sum <= last; sum++) {
    const ofSum = ways.flatMap((lists) => combinationsOf(lists, sum)).toSorted(compareRanks)
    options.push(...ofSum.map((option) => option.map(({ placeClassId }) => placeClassId)))
    if (options.length >= mostOptions) break
  }
  return options.slice(0, mostOptions)
}

/** The Kitas at which every child has a wish that fits it, in the order in which the first child wants them. */
export function commonKitas([first, ...others]: readonly ApplyingSibling[]): string[] {
  const kitas = [...new Set(first?.wishes.map(({ kitaId }) => kitaId))]
  return kitas.filter((kitaId) => others.every(({ wishes }) => wishes.some((wish) => wish.kitaId === kitaId)))
}

/**
 * Siblings as one family of the engine, under the smallest of their tickets, from which their shared lot is drawn; undefined
 * where each of them stands alone. Siblings who want nothing but a common Kita and have none stay a family without options: they
 * get nothing, as they were told before the freeze.
 */
export function siblingFamily(choice: SiblingChoice, siblings: readonly ApplyingSibling[]): FamilyInput | undefined {
  if (choice === 'independent' || siblings.length < 2) return undefined
  const byTicket = siblings.toSorted((a, b) => compareIds(a.ticket, b.ticket))
  const wishes = siblingOptions(byTicket)
  const together = choice === 'together-or-nothing' ? 'require' : 'prefer'
  if (together === 'prefer' && wishes.length === 0) return undefined
  return { id: byTicket[0].ticket, children: byTicket.map(({ ticket }) => ticket), together, wishes }
}

type Wish = ApplyingSibling['wishes'][number]

/** One wish of each list, their ranks adding up to `sum`. */
function combinationsOf(lists: readonly Wish[][], sum: number): Wish[][] {
  const { smallest, largest } = rankSums(lists)
  if (sum < smallest || sum > largest) return []
  const [wishes, ...others] = lists
  if (wishes === undefined) return [[]]
  return wishes.flatMap((wish) => combinationsOf(others, sum - wish.rank).map((rest) => [wish, ...rest]))
}

/** Of the least and of the most that one wish of each list can add up to. */
function rankSums(lists: readonly Wish[][]): { smallest: number; largest: number } {
  const ranks = lists.map((wishes) => wishes.map(({ rank }) => rank))
  return {
    smallest: sumOf(ranks.map((ofList) => Math.min(...ofList))),
    largest: sumOf(ranks.map((ofList) => Math.max(...ofList))),
  }
}

function compareRanks(a: Wish[], b: Wish[]): number {
  const worst = worstOf(a) - worstOf(b)
  if (worst !== 0) return worst
  const differs = a.findIndex(({ rank }, at) => rank !== b[at].rank)
  return differs === -1 ? 0 : a[differs].rank - b[differs].rank
}

const worstOf = (option: Wish[]): number => Math.max(...option.map(({ rank }) => rank))
const sumOf = (ranks: number[]): number => ranks.reduce((total, rank) => total + rank, 0)
