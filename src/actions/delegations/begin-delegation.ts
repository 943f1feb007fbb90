import { type Day, dayOf } from '../../domain/day.ts'
import * as Delegation from '../../domain/delegation.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { insertDelegation } from '../../store/delegations.ts'
import { listHeldSubjects, listStandIns } from '../../store/reads/delegations.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

export type BeginDelegation = { subjectId: string; to: string; validFrom: Day; validTo: Day }

export type BeginDelegationRefusal =
  Delegation.BeginDelegationRefusal | OnceRefusal | { kind: 'not-found' } | { kind: 'no-stand-in' }

/** Lends the present role for one thing. Only what somebody holds itself: what is lent is not lent on. */
export const beginDelegation =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { key, ...input }: BeginDelegation & { key: string },
  ): Promise<Result<{ delegationId: string }, BeginDelegationRefusal>> => {
    const { accountId } = viewer
    if (accountId === null || !may(viewer, 'delegation.begin', { accountIds: [accountId] }))
      return refuse({ kind: 'not-found' })
    const act = { accountId, key, act: 'begin-delegation', content: input }
    return once(deps, act, async (trx): Promise<Result<{ delegationId: string }, BeginDelegationRefusal>> => {
      const { subjectId, to } = input
      const held = (await listHeldSubjects(trx, accountId)).find(
        (one) => one.role === viewer.role && one.subjectId === subjectId,
      )
      if (!held) return refuse({ kind: 'not-found' })
      const standIns = await listStandIns(trx, held, accountId)
      if (!standIns.some((standIn) => standIn.accountId === to)) return refuse({ kind: 'no-stand-in' })
      const at = deps.now()
      const decision = Delegation.beginDelegation(input, dayOf(at))
      if (!decision.ok) return decision

      const id = deps.newId()
      const { role } = held
      const { validFrom, validTo } = decision.value
      const delegation = { id, from: accountId, to, role, subjectId, validFrom, validTo, endedAt: null, version: 1 }
      await insertDelegation(trx, delegation, at)
      await appendAudit(trx, {
        at,
        actor: accountId,
        role: viewer.role,
        action: 'delegation.begin',
        subject: id,
        details: { to, lent: role, for: subjectId, validFrom, validTo },
      })
      return ok({ delegationId: id })
    })
  }
