import {
  type ActName,
  type Content,
  hashContent,
  type Proposed,
  type VoidReason,
  whyVoid,
} from '../../domain/two-person-act.ts'
import type { Instant } from '../../domain/day.ts'
import type { Result } from '../../domain/result.ts'
import type { Permission } from '../../policy/policy.ts'
import { type AuditEntry, appendAudit } from '../../store/audit.ts'
import type { Db, Trx } from '../../store/db.ts'
import { findPerson } from '../../store/persons.ts'
import type { Round } from '../../store/rounds.ts'
import { saveDecided } from '../../store/two-person-acts.ts'

/**
 * What one act adds to the mechanism of `propose-act`, `approve-act` and `withdraw-act`.
 *
 * @template Choice what the first person chooses; it is part of what is approved
 * @template Case what `consider` has read, so that `perform` does not read it again
 */
export type TwoPersonAct<
  Choice extends object = object,
  Case = unknown,
  Done extends object = object,
  Refusal extends { kind: string } = { kind: string },
> = {
  name: ActName
  permission: Permission
  /** What would be done now. Asked when the act is proposed, again when it is approved, and for whoever looks at it; changes nothing. */
  consider: (db: Db, round: Round, choice: Choice) => Promise<Result<Considered<Case>, Refusal>>
  /** What a proposal changes by itself, and what takes that back where it comes to nothing. */
  hold?: (trx: Trx, round: Round) => Promise<void>
  letGo?: (trx: Trx, round: Round) => Promise<void>
  /** Does it, in the transaction in which the second person approves. */
  perform: (trx: Trx, round: Round, approved: ApprovedCase<Choice, Case>) => Promise<Performed<Done>>
}

export type Considered<Case> = { facts: Content['facts']; case: Case }
export type ApprovedCase<Choice, Case> = { id: string; choice: Choice; case: Case; by: string; at: string }
/** `details` go into the trail beside the hash of what was approved and who proposed it. */
export type Performed<Done> = { done: Done; details: AuditEntry['details'] }

export type Trail = Pick<AuditEntry, 'at' | 'actor' | 'role' | 'subject'>

export type Examined<Case> = { void: VoidReason } | { void: undefined; case: Case }

/** Whether what is proposed could still be approved: it is worked out anew, by the same choice. */
export async function examine<Choice extends object, Case>(
  db: Db,
  act: Pick<TwoPersonAct<Choice, Case>, 'name' | 'consider'>,
  round: Round,
  open: Proposed,
  at: Instant,
): Promise<Examined<Case>> {
  const { choice, proposedBy, proposedRole } = open
  const proposer = await findPerson(db, { accountId: proposedBy, role: proposedRole }, round, at)
  const now = await act.consider(db, round, choice as Choice)
  const contentHash = now.ok ? hashContent(act.name, round.id, { choice, facts: now.value.facts }) : undefined
  const because = whyVoid(open, proposer, contentHash)
  if (because !== undefined) return { void: because }
  if (!now.ok) throw new Error('a proposal that is not possible is void')
  return { void: undefined, case: now.value.case }
}

/** Ends a proposal that comes to nothing, void or withdrawn. */
export async function endProposal(
  trx: Trx,
  act: Pick<TwoPersonAct, 'name' | 'letGo'>,
  round: Round,
  ended: { open: Proposed; trail: Trail } & ({ state: 'withdrawn' } | { state: 'void'; because: VoidReason }),
): Promise<void> {
  const { open, trail } = ended
  const because = ended.state === 'void' ? ended.because : undefined
  const saved = await saveDecided(trx, open.id, { state: ended.state, by: trail.actor, at: trail.at, because })
  if (!saved) throw new Error('a proposal of a locked round was decided on meanwhile')
  await act.letGo?.(trx, round)
  const { contentHash, proposedBy } = open
  await appendAudit(trx, {
    ...trail,
    action: `round.${ended.state === 'void' ? 'void' : 'withdraw'}-${act.name}`,
    details: { contentHash, proposedBy, ...(because !== undefined && { because }) },
  })
}
