import { ok, refuse, type Result } from './result.ts'
import { type RoundState, roundTransitions } from './round.ts'
import { follow } from './transition.ts'

export type ReleaseRefusal =
  | { kind: 'round-not-computed' }
  | { kind: 'release-not-proposed' }
  | { kind: 'second-person-needed' }
  | { kind: 'outcome-changed' }

/** Only a verified outcome of a round that nobody has put forward yet can be proposed for release. */
export function proposeRelease(state: RoundState): Result<RoundState, ReleaseRefusal> {
  const next = follow(roundTransitions, state, ['propose-release'])
  return next ? ok(next) : refuse({ kind: 'round-not-computed' })
}

/** A release takes two persons, and the second releases exactly the outcome that the first proposed and the page showed. */
export function approveRelease(
  state: RoundState,
  proposed: { by: string; outcomeHash: string } | undefined,
  approving: { by: string; outcomeHash: string },
): Result<RoundState, ReleaseRefusal> {
  const next = follow(roundTransitions, state, ['release'])
  if (!next || !proposed) return refuse({ kind: 'release-not-proposed' })
  if (proposed.by === approving.by) return refuse({ kind: 'second-person-needed' })
  if (proposed.outcomeHash !== approving.outcomeHash) return refuse({ kind: 'outcome-changed' })
  return ok(next)
}
