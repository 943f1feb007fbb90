import { ok, refuse, type Result } from '../../domain/result.ts'
import { scopeOf, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { deleteRole } from '../../store/role-holders.ts'
import { endSessionsOf } from '../../store/sessions.ts'
import type { Deps } from '../deps.ts'
import { holdersOf } from '../holders.ts'
import { once, type OnceRefusal } from '../once.ts'

export type HolderActRefusal = OnceRefusal | { kind: 'not-found' } | { kind: 'own-role' }

/**
 * Takes a role away and signs its holder out everywhere. Nobody ends an own role: so each institution keeps somebody who can
 * invite the next one.
 */
export const endRole =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { key, ...input }: { accountId: string; role: string; subjectId: string; key: string },
  ): Promise<Result<null, HolderActRefusal>> => {
    const { accountId: actor } = viewer
    if (actor === null || scopeOf(viewer, 'role.end').kind === 'nowhere') return refuse({ kind: 'not-found' })
    const act = { accountId: actor, key, act: 'end-role', content: input }
    return once<null, HolderActRefusal>(deps, act, async (trx) => {
      const holder = (await holdersOf(trx, viewer)).find(
        ({ accountId, role, subjectId }) =>
          accountId === input.accountId && role === input.role && subjectId === input.subjectId,
      )
      if (!holder) return refuse({ kind: 'not-found' })
      if (holder.accountId === actor) return refuse({ kind: 'own-role' })
      if (!(await deleteRole(trx, holder))) return refuse({ kind: 'not-found' })
      const sessions = await endSessionsOf(trx, holder.accountId)
      const { role, subjectId } = holder
      await appendAudit(trx, {
        at: deps.now(),
        actor,
        role: viewer.role,
        action: 'role.end',
        subject: holder.accountId,
        details: { role, for: subjectId, sessions },
      })
      return ok(null)
    })
  }
