import { ok, refuse, type Result } from '../../domain/result.ts'
import { scopeOf, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { saveDisabled } from '../../store/role-holders.ts'
import { endSessionsOf } from '../../store/sessions.ts'
import type { Deps } from '../deps.ts'
import { holdersOf } from '../holders.ts'
import { once } from '../once.ts'
import type { HolderActRefusal } from './end-role.ts'

/** Closes an account that holds a role within reach, or opens it again; closed, it is signed out everywhere. Never one's own. */
export const disableAccount =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { key, ...input }: { accountId: string; disabled: boolean; key: string },
  ): Promise<Result<null, HolderActRefusal>> => {
    const { accountId: actor } = viewer
    if (actor === null || scopeOf(viewer, 'account.disable').kind === 'nowhere') return refuse({ kind: 'not-found' })
    const act = { accountId: actor, key, act: 'disable-account', content: input }
    return once<null, HolderActRefusal>(deps, act, async (trx) => {
      const { accountId, disabled } = input
      const holder = (await holdersOf(trx, viewer)).find((one) => one.accountId === accountId)
      if (!holder) return refuse({ kind: 'not-found' })
      if (accountId === actor) return refuse({ kind: 'own-role' })
      const at = deps.now()
      await saveDisabled(trx, accountId, disabled ? at : null)
      const sessions = disabled ? await endSessionsOf(trx, accountId) : 0
      const action = disabled ? 'account.disable' : 'account.enable'
      await appendAudit(trx, { at, actor, role: viewer.role, action, subject: accountId, details: { sessions } })
      return ok(null)
    })
  }
