import type { LookUpReason } from '../../domain/child-look-up.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { readerOf } from '../../policy/visible.ts'
import { appendAudit } from '../../store/audit.ts'
import { findLookedUpChild, isFrozenTicket, type LookedUpChild } from '../../store/reads/looked-up-child.ts'
import { findRound } from '../../store/rounds.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

/** Whether there is a child to look up under a ticket; who it is takes a reason. */
export const findChildToLookUp =
  (deps: Deps) =>
  async (viewer: Viewer, input: { roundId: string; ticket: string }): Promise<boolean> => {
    const round = await findRound(deps.db, input.roundId)
    if (!round || !may(viewer, 'child.lookUp', round)) return false
    return isFrozenTicket(deps.db, readerOf(viewer.role), { ...round, ticket: input.ticket })
  }

/**
 * The only way from a ticket to a name. The entry in the trail is written before anything is told, and the family may read it; the
 * name itself is kept with no key of a form.
 */
export const lookUpChild =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { key, ...input }: { roundId: string; ticket: string; reason: LookUpReason; key: string },
  ): Promise<Result<LookedUpChild, OnceRefusal | { kind: 'not-found' }>> => {
    const { accountId } = viewer
    const { roundId, ticket, reason } = input
    const round = await findRound(deps.db, roundId)
    if (accountId === null || !round || !may(viewer, 'child.lookUp', round)) return refuse({ kind: 'not-found' })
    const reader = readerOf(viewer.role)
    const act = { accountId, key, act: 'look-up-child', content: input }
    const noted = await once(deps, act, async (trx): Promise<Result<null, { kind: 'not-found' }>> => {
      if (!(await isFrozenTicket(trx, reader, { ...round, ticket }))) return refuse({ kind: 'not-found' })
      await appendAudit(trx, {
        at: deps.now(),
        actor: accountId,
        role: viewer.role,
        action: 'child.look-up',
        subject: ticket,
        details: { round: roundId, institution: round.consortiumId },
        reason,
      })
      return ok(null)
    })
    if (!noted.ok) return noted
    const child = await findLookedUpChild(deps.db, reader, { ...round, ticket })
    return child ? ok(child) : refuse({ kind: 'not-found' })
  }
