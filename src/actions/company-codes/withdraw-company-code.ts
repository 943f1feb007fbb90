import { ok, refuse, type Result } from '../../domain/result.ts'
import { scopeOf, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { listCompanyCodes, withdrawCompanyCode as withdraw } from '../../store/company-codes.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

export type WithdrawCompanyCodeRefusal = OnceRefusal | { kind: 'not-found' } | { kind: 'code-withdrawn-already' }

/** From now on nobody registers with it any more; who has done so stays. */
export const withdrawCompanyCode =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { key, codeId }: { codeId: string; key: string },
  ): Promise<Result<null, WithdrawCompanyCodeRefusal>> => {
    const { accountId } = viewer
    if (accountId === null) return refuse({ kind: 'not-found' })
    const act = { accountId, key, act: 'withdraw-company-code', content: { codeId } }
    return once<null, WithdrawCompanyCodeRefusal>(deps, act, async (trx) => {
      const codes = await listCompanyCodes(trx, scopeOf(viewer, 'companyCode.withdraw'))
      const code = codes.find(({ id }) => id === codeId)
      if (!code) return refuse({ kind: 'not-found' })
      const at = deps.now()
      if (!(await withdraw(trx, codeId, at))) return refuse({ kind: 'code-withdrawn-already' })
      const entry = { at, actor: accountId, role: viewer.role, action: 'companyCode.withdraw', subject: codeId }
      await appendAudit(trx, { ...entry, details: { company: code.companyId, usesLeft: code.usesLeft } })
      return ok(null)
    })
  }
