import { runRound, type Round } from '../deferred-acceptance.ts'
import type { FamilyRows } from '../family-rows.ts'
import { NONE, type NamedMarket } from '../market.ts'
import type { AllocationOutcome, Claim, MethodDetail } from '../types.ts'
import { solveExactly, type ExactOptions } from './exact.ts'
import { APART, HeldPrograms } from './held-programs.ts'
import { makeConsistent, type OpenClaim } from './joint-consistency.ts'
import { marketOfLists } from './market-of-lists.ts'
import { buildUnits, sizeOf, type Units } from './units.ts'

/** Who has which place, how that was decided, and what remains to be said of it. */
export type Decided = Pick<AllocationOutcome, 'method' | 'methodDetail' | 'claims'> & Pick<Round, 'wish' | 'choice'>

export type FamilyOptions = Pick<ExactOptions, 'conflicts' | 'onProgress' | 'solve'>

/**
 * A round with families who want to be together, in this order:
 *
 *   a. the plain round on individuals, if it keeps every family together and no family option blocks it;
 *   b. the exact step: a strictly stable result of smallest rank sum;
 *   c. joint consistency by deletion, if there is none or the solver reached its limit.
 */
export async function settleFamilies(named: NamedMarket, rows: FamilyRows, options: FamilyOptions): Promise<Decided> {
  const { market } = named
  const units = buildUnits(named, rows)
  const round = runRound(market)
  const held = new HeldPrograms(market, rows, round.wish, units.childOf)
  const families = rows.inputs.map((_, family) => family)
  const together = families.every((family) => held.jointOption(family) !== APART)
  if (together && families.every((family) => held.blockingOptions(family).length === 0)) {
    return { method: 'plain', methodDetail: {}, claims: [], ...round }
  }

  // Told in children, like the round: a part of the market solved is its share of them.
  const onProgress = (done: number, total: number) =>
    options.onProgress?.(Math.floor((market.children * done) / total), market.children)
  const exact = await solveExactly(market, units, { ...options, onProgress })
  if (exact.kind === 'result') {
    const detail = { rankSum: rankSumOf(units, exact.options), optimal: exact.optimal }
    return {
      method: 'family-exact',
      methodDetail: detail,
      claims: [],
      ...holdExactly(named, wishesOf(market, units, exact.options)),
    }
  }
  const { wish, deleted, claims } = makeConsistent(market, rows, units)
  return {
    method: 'family-fallback',
    methodDetail: { exact: exact.kind, deleted: deletedPositions(rows, deleted) },
    claims: claims.map((claim) => claimOf(named, rows, claim)),
    ...holdExactly(named, wish),
  }
}

/** Families of "together or split" who have no place: from here on their children stand alone. */
export function familiesToSplit(rows: FamilyRows, { wish }: Decided): string[] {
  return rows.inputs
    .filter(({ together }, family) => {
      const members = rows.members.subarray(rows.memberStart[family], rows.memberStart[family + 1])
      return together === 'prefer' && members.every((child) => wish[child] === NONE)
    })
    .map(({ id }) => id)
}

// Programs that hold just these children, for labels and cut-offs: what they would choose of them is all of them.
function holdExactly({ market }: NamedMarket, wish: Int32Array): Pick<Round, 'wish' | 'choice'> {
  const lists = Array.from(wish, (at, child) => (at === NONE ? [] : [market.wishStart[child] + at]))
  return { wish, choice: runRound(marketOfLists(market, lists).market).choice }
}

function wishesOf({ wishStart, children }: NamedMarket['market'], units: Units, options: Int32Array): Int32Array {
  const wish = new Int32Array(children).fill(NONE)
  options.forEach((option, unit) => {
    if (option === NONE) return
    for (let member = 0; member < sizeOf(units, unit); member++) {
      const child = units.members[units.memberStart[unit] + member]
      const entry = units.entries[units.entryStart[option] + member]
      wish[child] = entry === NONE ? NONE : entry - wishStart[child]
    }
  })
  return wish
}

function rankSumOf(units: Units, options: Int32Array): number {
  return options.reduce((sum, option, unit) => {
    const position = option === NONE ? units.positionOfNothing[unit] : units.position[option]
    return sum + position * sizeOf(units, unit)
  }, 0)
}

function deletedPositions({ inputs, optionStart, position }: FamilyRows, deleted: Uint8Array): MethodDetail['deleted'] {
  const rows = inputs.map(({ id }, family): [string, number[]] => {
    const options = Array.from(position.subarray(optionStart[family], optionStart[family + 1]))
    return [id, options.filter((_, at) => deleted[optionStart[family] + at] === 1)]
  })
  return Object.fromEntries(rows.filter(([, positions]) => positions.length > 0))
}

function claimOf({ market, programs }: NamedMarket, rows: FamilyRows, { family, option, deleted }: OpenClaim): Claim {
  const first = rows.entryStart[option]
  const { id, children } = rows.inputs[family]
  const entries = Array.from(rows.entries.subarray(first, first + children.length))
  return {
    family: id,
    wish: entries.map((wish) => (wish === NONE ? null : programs[market.wishes[2 * wish]].id)),
    reason: deleted ? 'deleted-for-together' : 'own-places-released',
  }
}
