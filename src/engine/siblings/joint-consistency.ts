import { runRound } from '../deferred-acceptance.ts'
import type { FamilyRows } from '../family-rows.ts'
import { NONE, type Market } from '../market.ts'
import { APART, HeldPrograms } from './held-programs.ts'
import { marketOfLists } from './market-of-lists.ts'
import type { Units } from './units.ts'

/** A family option that blocks the result, and whether it had been dropped. */
export type OpenClaim = { family: number; option: number; deleted: boolean }

export type JointResult = {
  /** For each child the position in its list of the market, NONE for nothing. */
  wish: Int32Array
  /** For each option of a family whether it stays dropped. */
  deleted: Uint8Array
  /** For each family at most one, its best; by family. */
  claims: OpenClaim[]
}

const mostReopened = 20

/**
 * Where no stable result exists or none was found: joint consistency by deletion. The plain round runs on what is left of
 * the families' options; whose children end apart loses what lies before the worst of them; until all are together. No
 * single child is wronged by that, but an option that was dropped early may be possible in the end. Such claims are
 * reopened, the most wanted first, as long as that makes them fewer; the rest is published.
 */
export function makeConsistent(market: Market, rows: FamilyRows, units: Units): JointResult {
  let best = deleteUntilTogether(market, rows, units, new Uint8Array(rows.position.length))
  for (let times = 0; times < mostReopened && best.claims.length > 0; times++) {
    const claim = mostWanted(best.claims, rows, units)
    const deleted = best.deleted.slice()
    deleted[claim.option] = 0
    const reopened = deleteUntilTogether(market, rows, units, deleted)
    if (reopened.claims.length >= best.claims.length) break
    best = reopened
  }
  return best
}

function deleteUntilTogether(market: Market, rows: FamilyRows, units: Units, deleted: Uint8Array): JointResult {
  const lists = Array.from(rows.familyOf, (family, child) => {
    return family === NONE ? range(market.wishStart[child], market.wishStart[child + 1]) : []
  })
  for (;;) {
    rows.inputs.forEach((_, family) => writeLists(rows, family, deleted, lists))
    const left = marketOfLists(market, lists)
    const round = runRound(left.market)
    const wish = round.wish.map((at, child) => {
      return at === NONE ? NONE : left.original[left.market.wishStart[child] + at] - market.wishStart[child]
    })
    const held = new HeldPrograms(market, rows, wish, units.childOf)
    let dropped = false
    rows.inputs.forEach((_, family) => {
      const joint = held.jointOption(family)
      if (held.hasNothing(family) || (joint !== APART && deleted[joint] === 0)) return
      dropBeforeWorst(rows, family, deleted, (child) =>
        wish[child] === NONE ? NONE : market.wishStart[child] + wish[child],
      )
      dropped = true
    })
    if (!dropped) return { wish, deleted, claims: claimsOf(held, rows, deleted) }
  }
}

// A member's list: its programs in the order in which they first appear in what is left of the options.
function writeLists(rows: FamilyRows, family: number, deleted: Uint8Array, lists: number[][]): void {
  const { memberStart, members, optionStart, entryStart, entries } = rows
  for (let member = memberStart[family]; member < memberStart[family + 1]; member++) {
    const list = new Set<number>()
    for (let option = optionStart[family]; option < optionStart[family + 1]; option++) {
      const wish = entries[entryStart[option] + member - memberStart[family]]
      if (deleted[option] === 0 && wish !== NONE) list.add(wish)
    }
    lists[members[member]] = [...list]
  }
}

// What a member got stands for the first option left that gives it just that, nothing included; else for the end.
function dropBeforeWorst(rows: FamilyRows, family: number, deleted: Uint8Array, met: (child: number) => number): void {
  const { memberStart, members, optionStart, entryStart, entries } = rows
  let worst = optionStart[family]
  for (let member = memberStart[family]; member < memberStart[family + 1]; member++) {
    const got = met(members[member])
    let option = optionStart[family]
    while (option < optionStart[family + 1]) {
      if (deleted[option] === 0 && entries[entryStart[option] + member - memberStart[family]] === got) break
      option++
    }
    worst = Math.max(worst, option)
  }
  deleted.fill(1, optionStart[family], worst)
}

function claimsOf(held: HeldPrograms, rows: FamilyRows, deleted: Uint8Array): OpenClaim[] {
  return rows.inputs.flatMap((_, family) => {
    const [option] = held.blockingOptions(family)
    return option === undefined ? [] : [{ family, option, deleted: deleted[option] === 1 }]
  })
}

// The smallest position, then lot order.
function mostWanted(claims: OpenClaim[], rows: FamilyRows, units: Units): OpenClaim {
  const turn = (claim: OpenClaim) => units.lotOrder.indexOf(claim.family)
  return claims.reduce((best, claim) => {
    const difference = rows.position[claim.option] - rows.position[best.option]
    return difference < 0 || (difference === 0 && turn(claim) < turn(best)) ? claim : best
  })
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at)
}
