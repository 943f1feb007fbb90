import type { Choice } from './choose.ts'
import type { CompanyPlaces } from './company-places.ts'
import { NONE, poolPriorityOf, priorityOf, type NamedMarket } from './market.ts'
import type { Cutoff } from './types.ts'

/** The cut-offs of one program; `shares` is empty where it has no pool shares. */
export type ProgramCutoffs = { pool: Cutoff; companies: Record<string, Cutoff>; shares: Record<string, Cutoff> }

/**
 * What it would have taken to get in. Who comes before the pool's cut-off in pool order, or before the cut-off of one
 * of its companies in priority order (or of their share in pool order), would have been kept; nobody else.
 */
export function cutoffsOf(named: NamedMarket, choice: Choice, program: number): ProgramCutoffs {
  const { capacity, reserves, poolShares = {} } = named.programs[program]
  const { companyPlaces, sharePlaces } = choice
  const noneLeft = choice.presentAt(program) === capacity
  return {
    pool: poolCutoff(named, choice, program),
    companies: noneLeft ? allClosed(reserves) : companyCutoffs(named, companyPlaces, program, reserves, priorityOf),
    shares: sharePlaces === null ? {} : companyCutoffs(named, sharePlaces, program, poolShares, poolPriorityOf),
  }
}

// Open while the program has a free place at all; closed when every place is a present one, a company place or a share.
function poolCutoff(named: NamedMarket, choice: Choice, program: number): Cutoff {
  if (choice.held[program] < named.programs[program].capacity) return 'open'
  if (choice.poolSize[program] === 0) return 'closed'
  return cutoffAt(named, program, choice.lastPoolChild(program), poolPriorityOf)
}

function companyCutoffs(
  named: NamedMarket,
  places: CompanyPlaces,
  program: number,
  table: Record<string, number>,
  figure: typeof priorityOf,
): Record<string, Cutoff> {
  const first = places.start[program]
  const slotOf = new Map<string, number>()
  for (let at = first; at < places.start[program + 1]; at++) {
    if (places.places[at] > 0) slotOf.set(named.companies[places.company[at]], at - first)
  }
  const cutoffs = Object.keys(table)
    .toSorted()
    .map((company): [string, Cutoff] => {
      const slot = slotOf.get(company)
      if (slot === undefined) return [company, 'closed']
      const last = places.lastInReach(program, slot)
      return [company, last === NONE ? 'open' : cutoffAt(named, program, last, figure)]
    })
  return Object.fromEntries(cutoffs)
}

// Where every place is somebody's present place, reserves stand on paper only.
function allClosed(reserves: Record<string, number>): Record<string, Cutoff> {
  return Object.fromEntries(
    Object.keys(reserves)
      .toSorted()
      .map((company) => [company, 'closed']),
  )
}

function cutoffAt(named: NamedMarket, program: number, child: number, figure: typeof priorityOf): Cutoff {
  return { priority: figure(named, child, program), lot: named.lots[child] }
}
