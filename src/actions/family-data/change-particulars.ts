import type { ChildParticular } from '../../domain/child-particular.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, scopeOf, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { listChildren, saveParticulars } from '../../store/child-particulars.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

export type ChangeParticularsRefusal = OnceRefusal | { kind: 'not-found' } | { kind: 'changed-meanwhile' }

/** A parent says what the Kita that takes its child must know. That it was said is in the trail; what was said is not. */
export const changeParticulars =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { key, ...input }: { childId: string; particulars: ChildParticular[]; version: number; key: string },
  ): Promise<Result<null, ChangeParticularsRefusal>> => {
    const { accountId } = viewer
    if (accountId === null) return refuse({ kind: 'not-found' })
    const act = { accountId, key, act: 'change-particulars', content: input }
    return once(deps, act, async (trx): Promise<Result<null, ChangeParticularsRefusal>> => {
      const scope = scopeOf(viewer, 'familyData.change')
      const [child] = await listChildren(trx, deps.keyring, scope, input.childId)
      if (!child || !may(viewer, 'familyData.change', child)) return refuse({ kind: 'not-found' })
      if (!(await saveParticulars(trx, deps.keyring, child.id, input))) return refuse({ kind: 'changed-meanwhile' })
      const entry = {
        at: deps.now(),
        actor: accountId,
        role: viewer.role,
        action: 'particulars.change',
        subject: child.id,
        details: {},
        before: { particulars: child.particulars.join() },
        after: { particulars: input.particulars.join() },
      }
      await appendAudit(trx, entry, deps.keyring)
      return ok(null)
    })
  }
