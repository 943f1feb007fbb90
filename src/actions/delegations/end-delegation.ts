import * as Delegation from '../../domain/delegation.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { findDelegation, saveEndedDelegation } from '../../store/delegations.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

export type EndDelegationRefusal =
  Delegation.EndDelegationRefusal | OnceRefusal | { kind: 'not-found' } | { kind: 'changed-meanwhile' }

/** Both persons and the coordinator may end it before its last day; the next click of the stand-in is without the role. */
export const endDelegation =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    input: { delegationId: string; key: string },
  ): Promise<Result<{ delegationId: string }, EndDelegationRefusal>> => {
    const { accountId } = viewer
    if (accountId === null) return refuse({ kind: 'not-found' })
    const { delegationId } = input
    const act = { accountId, key: input.key, act: 'end-delegation', content: { delegationId } }
    return once(deps, act, async (trx): Promise<Result<{ delegationId: string }, EndDelegationRefusal>> => {
      const delegation = await findDelegation(trx, delegationId)
      if (!delegation || !may(viewer, 'delegation.end', ownersOf(delegation))) return refuse({ kind: 'not-found' })
      const at = deps.now()
      const decision = Delegation.endDelegation(delegation, at)
      if (!decision.ok) return decision
      if (!(await saveEndedDelegation(trx, decision.value))) return refuse({ kind: 'changed-meanwhile' })
      await appendAudit(trx, {
        at,
        actor: accountId,
        role: viewer.role,
        action: 'delegation.end',
        subject: delegation.id,
        details: { from: delegation.from, to: delegation.to, for: delegation.subjectId },
      })
      return ok({ delegationId })
    })
  }

function ownersOf({ from, to, consortiumId }: { from: string; to: string; consortiumId: string | null }) {
  return { accountIds: [from, to], ...(consortiumId !== null && { consortiumId }) }
}
