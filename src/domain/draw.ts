import { seedOf } from '../engine/draw/seed.ts'
import type { AllocationProblem } from '../engine/types.ts'
import type { PublicValue } from './public-value.ts'
import { ok, refuse, type Result } from './result.ts'
import { type RoundState, roundTransitions } from './round.ts'
import { follow } from './transition.ts'
import { mayTakePart, type Person, type PersonRefusal } from './two-person-act.ts'

/** What one of two persons has entered. */
export type Entry = PublicValue & { by: string }

export type EnterValueRefusal = PersonRefusal | { kind: 'round-not-frozen' } | { kind: 'second-entry-needed' }

export type Entered =
  | { step: 'kept'; entry: Entry }
  /** The two are not the same: neither counts, and nobody can say which was wrong. */
  | { step: 'differed' }
  | { step: 'drawn'; state: RoundState }

/**
 * Two persons enter the value independently of each other: the second does not see what the first has entered, and the value
 * counts only if both have entered the same. Who they are is asked as for every act by two persons.
 *
 * @param first what is kept, and who entered it as things stand now: whoever may not take part any more has entered nothing
 */
export function enterValue(
  state: RoundState,
  first: { entry: Entry; person: Person } | null,
  value: PublicValue,
  person: Person,
): Result<Entered, EnterValueRefusal> {
  const taking = mayTakePart(person)
  if (!taking.ok) return taking
  const drawn = follow(roundTransitions, state, ['draw'])
  if (!drawn) return refuse({ kind: 'round-not-frozen' })
  if (first === null || !mayTakePart(first.person).ok) {
    return ok({ step: 'kept', entry: { ...value, by: person.accountId } })
  }
  if (first.person.accountId === person.accountId) return refuse({ kind: 'second-entry-needed' })
  if (first.entry.randomness !== value.randomness) return ok({ step: 'differed' })
  return ok({ step: 'drawn', state: drawn })
}

/** The seed of a real draw, hex. */
export function drawSeed(frozen: { root: string; rulesHash: string }, randomness: string): string {
  return seedOf({ domain: 'kita-seed/v1', root: frozen.root, rulesHash: frozen.rulesHash, randomness })
}

/**
 * The seed of a dry run, hex. Its domain is another one, so that it never passes for a draw; nothing of it is published, so the
 * hash of the problem stands in the place of root and rules.
 *
 * @param randomness any text
 */
export function dryRunSeed(problemHash: string, randomness: string): string {
  return seedOf({ domain: 'kita-sim/v1', root: problemHash, rulesHash: problemHash, randomness })
}

/** The frozen problem with the seed that gives every ticket its lot. */
export function withSeed(problem: AllocationProblem, seed: string): AllocationProblem {
  return { ...problem, seed }
}
