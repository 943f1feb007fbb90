import type { Transition } from './transition.ts'

export const roundStates = [
  'planned',
  'open',
  'frozen',
  'drawn',
  'computed',
  'in-review',
  'released',
  'refilling',
  'closed',
] as const
export type RoundState = (typeof roundStates)[number]

/** A result has been released by two persons; from here on it may be told. */
export const releasedStates = ['released', 'refilling', 'closed'] as const satisfies readonly RoundState[]
/** While nothing is drawn yet, an allocation may be tried out. */
export const dryRunStates = ['open', 'frozen'] as const satisfies readonly RoundState[]
/** A verified result exists, released or not. */
export const computedStates = ['computed', 'in-review', ...releasedStates] as const satisfies readonly RoundState[]

/**
 * The life of a round. `thaw` needs a reason and two persons, and is possible before the draw only. The first of two persons
 * proposes the release of exactly one outcome, the Kitas review it, the second person releases it; what was withdrawn or is void
 * can be proposed again.
 */
export const roundTransitions: readonly Transition<RoundState>[] = [
  { from: null, act: 'plan', by: 'coordinator', to: 'planned' },
  { from: 'planned', act: 'open', by: 'coordinator', to: 'open' },
  { from: 'open', act: 'freeze', by: 'coordinator', to: 'frozen' },
  { from: 'frozen', act: 'thaw', by: 'coordinator', to: 'open' },
  { from: 'frozen', act: 'draw', by: 'coordinator', to: 'drawn' },
  { from: 'drawn', act: 'compute', by: 'clock', to: 'computed' },
  { from: 'computed', act: 'propose-release', by: 'coordinator', to: 'in-review' },
  { from: 'in-review', act: 'reject', by: 'kitaAdmin', to: 'computed' },
  { from: 'in-review', act: 'withdraw-release', by: 'coordinator', to: 'computed' },
  { from: 'in-review', act: 'release', by: 'coordinator', to: 'released' },
  { from: 'released', act: 'refill', by: 'coordinator', to: 'refilling' },
  { from: 'refilling', act: 'close', by: 'coordinator', to: 'closed' },
]
