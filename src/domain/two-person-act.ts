import { hashCanonical } from '../engine/canonical.ts'
import type { Instant } from './day.ts'
import { countAsOnePerson, type Delegation } from './delegation.ts'
import { ok, refuse, type Result } from './result.ts'
import type { Transition } from './transition.ts'

/** What nobody does alone. */
export type ActName = 'freeze' | 'thaw' | 'release'

export const twoPersonActStates = ['open', 'approved', 'withdrawn', 'void'] as const
export type TwoPersonActState = (typeof twoPersonActStates)[number]

/**
 * The life of an act by two persons. It is proposed by one, and done in the moment in which another approves exactly what was
 * proposed. What has changed since is void, whoever finds it out: approving it, or proposing anew.
 */
export const twoPersonActTransitions: readonly Transition<TwoPersonActState>[] = [
  { from: null, act: 'propose', by: 'first person', to: 'open' },
  { from: 'open', act: 'approve', by: 'second person', to: 'approved' },
  { from: 'open', act: 'withdraw', by: 'first person', to: 'withdrawn' },
  { from: 'open', act: 'void', by: 'either', to: 'void' },
]

/**
 * What is approved: what the first person chose, and the facts it is about as hashes, counts and ids. Never a name, an address
 * or anything else of a person.
 */
export type Content = {
  choice: Readonly<Record<string, unknown>>
  facts: Readonly<Record<string, string | number>>
}

/** SHA-256, hex, of the canonical act with its subject: the same content proposed for another round has another hash. */
export function hashContent(act: ActName, subject: string, { choice, facts }: Content): string {
  return hashCanonical({ act, subject, choice, facts })
}

export type Proposed = Content & {
  id: string
  act: ActName
  contentHash: string
  proposedBy: string
  proposedRole: string
  proposedAt: Instant
}

/** Somebody who takes part in an act, as things stand when it is decided on. */
export type Person = {
  accountId: string
  /** Holds the role for what is decided on, and the account is not disabled. */
  permitted: boolean
  /** Guardian of a child whose request is part of what is decided on. */
  guardian: boolean
}

export type PersonRefusal = { kind: 'not-found' } | { kind: 'guardian-concerned' }

/** Both persons hold the role, and neither decides on what concerns its own child. */
export function mayTakePart({ permitted, guardian }: Person): Result<true, PersonRefusal> {
  if (!permitted) return refuse({ kind: 'not-found' })
  return guardian ? refuse({ kind: 'guardian-concerned' }) : ok(true)
}

/** Why what was proposed cannot be approved any more. */
export type VoidReason = 'content-changed' | 'not-possible-now' | 'proposer-not-permitted'

/** @param contentHash of what would be done now by the same choice; undefined where it could not be done at all */
export function whyVoid(proposed: Proposed, proposer: Person, contentHash: string | undefined): VoidReason | undefined {
  if (!mayTakePart(proposer).ok) return 'proposer-not-permitted'
  if (contentHash === undefined) return 'not-possible-now'
  return contentHash === proposed.contentHash ? undefined : 'content-changed'
}

export type ProposeRefusal = PersonRefusal | { kind: 'proposed-already' }

/** One proposal at a time: a second one takes the place of a first that is void. */
export function propose(
  person: Person,
  open: { void: VoidReason | undefined } | undefined,
): Result<true, ProposeRefusal> {
  const taking = mayTakePart(person)
  if (!taking.ok) return taking
  return open && open.void === undefined ? refuse({ kind: 'proposed-already' }) : ok(true)
}

export type ApproveRefusal =
  PersonRefusal | { kind: 'not-proposed' } | { kind: 'second-person-needed' } | { kind: 'other-content-proposed' }

export type Approved = { step: 'approved' } | { step: 'void'; because: VoidReason }

/**
 * Another person approves exactly what it has seen. That the proposal turns out to be void is an answer and not a refusal,
 * because it ends the proposal.
 *
 * @param seen the hash on the page that the second person has read
 * @param delegations between the two: whoever stands in for somebody is no other person than that one
 */
export function approve(
  open: (Proposed & { void: VoidReason | undefined }) | undefined,
  person: Person,
  { seen, now, delegations }: { seen: string; now: Instant; delegations: readonly Delegation[] },
): Result<Approved, ApproveRefusal> {
  const taking = mayTakePart(person)
  if (!taking.ok) return taking
  if (!open) return refuse({ kind: 'not-proposed' })
  const [first, second] = [
    { by: open.proposedBy, at: open.proposedAt },
    { by: person.accountId, at: now },
  ]
  if (countAsOnePerson(first, second, delegations)) return refuse({ kind: 'second-person-needed' })
  if (seen !== open.contentHash) return refuse({ kind: 'other-content-proposed' })
  return ok(open.void === undefined ? { step: 'approved' } : { step: 'void', because: open.void })
}

export type WithdrawRefusal = { kind: 'not-proposed' } | { kind: 'proposed-by-another' }

/** Only whoever proposed takes it back; everybody else simply does not approve. */
export function withdraw(open: Proposed | undefined, accountId: string): Result<true, WithdrawRefusal> {
  if (!open) return refuse({ kind: 'not-proposed' })
  return open.proposedBy === accountId ? ok(true) : refuse({ kind: 'proposed-by-another' })
}
