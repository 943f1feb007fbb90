import { ok, refuse, type Result } from './result.ts'
import type { RoundState } from './round.ts'

export type ReleaseRefusal =
  | { kind: 'round-not-computed' }
  | { kind: 'release-not-proposed' }
  | { kind: 'second-person-needed' }
  | { kind: 'outcome-changed' }

/** Only a verified outcome of a round that nobody has put forward yet can be proposed for release. */
export function proposeRelease(state: RoundState): Result<'in-review', ReleaseRefusal> {
  return state === 'computed' ? ok('in-review') : refuse({ kind: 'round-not-computed' })
}

/** A release takes two persons, and the second releases exactly the outcome that the first proposed and the page showed. */
export function approveRelease(
  state: RoundState,
  proposed: { by: string; outcomeHash: string } | undefined,
  approving: { by: string; outcomeHash: string },
): Result<'released', ReleaseRefusal> {
  if (state !== 'in-review' || !proposed) return refuse({ kind: 'release-not-proposed' })
  if (proposed.by === approving.by) return refuse({ kind: 'second-person-needed' })
  if (proposed.outcomeHash !== approving.outcomeHash) return refuse({ kind: 'outcome-changed' })
  return ok('released')
}
