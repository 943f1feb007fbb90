import * as TwoPerson from '../../domain/two-person-act.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { listDelegationsBetween } from '../../store/delegations.ts'
import { findPerson } from '../../store/persons.ts'
import { findRound } from '../../store/rounds.ts'
import { lockRoundsOfYear } from '../../store/rounds-of-year.ts'
import { findOpenAct, saveDecided } from '../../store/two-person-acts.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'
import { publishHead } from '../publish-head.ts'
import { endProposal, examine, type TwoPersonAct } from './act.ts'

export type ApproveActRefusal = OnceRefusal | TwoPerson.ApproveRefusal

/** That a proposal turned out to be void is an answer too, so that a repeated request gets the same one. */
export type Approval<Done> = ({ step: 'approved' } & Done) | { step: 'void'; because: TwoPerson.VoidReason }

/** The second person approves exactly what was proposed, and with that it is done, in one transaction. */
export const approveAct =
  <Choice extends object, Case, Done extends object, Refusal extends { kind: string }>(
    deps: Deps,
    act: TwoPersonAct<Choice, Case, Done, Refusal>,
  ) =>
  async (
    viewer: Viewer,
    { key, roundId, contentHash }: { roundId: string; contentHash: string; key: string },
  ): Promise<Result<Approval<Done>, ApproveActRefusal>> => {
    const { accountId, role } = viewer
    if (accountId === null) return refuse({ kind: 'not-found' })
    const form = { accountId, key, act: `approve-${act.name}`, content: { roundId, contentHash } }
    return once(deps, form, async (trx): Promise<Result<Approval<Done>, ApproveActRefusal>> => {
      const found = await findRound(trx, roundId)
      if (!found || !may(viewer, act.permission, found)) return refuse({ kind: 'not-found' })
      await lockRoundsOfYear(trx, found.consortiumId, found.kitaYear)
      const round = (await findRound(trx, roundId)) ?? found
      const now = deps.now()
      const open = await findOpenAct(trx, act.name, roundId)
      const examined = open && (await examine(trx, act, round, open, now))
      const person = await findPerson(trx, { accountId, role }, round, now)
      const delegations = open ? await listDelegationsBetween(trx, role, [open.proposedBy, accountId]) : []
      const decision = TwoPerson.approve(open && examined && { ...open, void: examined.void }, person, {
        seen: contentHash,
        now,
        delegations,
      })
      if (!decision.ok) return decision
      if (!open || !examined) throw new Error('nothing is approved that was not proposed')

      const trail = { at: now, actor: accountId, role, subject: roundId }
      if (examined.void !== undefined) {
        await endProposal(trx, act, round, { open, trail, state: 'void', because: examined.void })
        return ok({ step: 'void', because: examined.void })
      }
      const { id, proposedBy } = open
      const saved = await saveDecided(trx, id, { state: 'approved', by: accountId, at: trail.at })
      if (!saved) throw new Error('a proposal of a locked round was decided on meanwhile')
      const approved = { id, choice: open.choice as Choice, case: examined.case, by: accountId, at: trail.at }
      const { done, details } = await act.perform(trx, round, approved)
      await appendAudit(trx, {
        ...trail,
        action: `round.${act.name}`,
        details: { contentHash, proposedBy, ...details },
      })
      await publishHead(deps, trx)
      return ok({ step: 'approved', ...done })
    })
  }
