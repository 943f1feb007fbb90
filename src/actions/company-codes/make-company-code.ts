import { type Day, dayOf, daysAfter, endOfGermanDay, isDay } from '../../domain/day.ts'
import { mostUses } from '../../domain/company-code.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { insertCompanyCode } from '../../store/company-codes.ts'
import { codeHashOf, codeOf } from '../code-of.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

export type MakeCompanyCode = { companyId: string; label: string; uses: number; validTo: Day }

export type MakeCompanyCodeRefusal =
  OnceRefusal | { kind: 'not-found' } | { kind: 'uses-not-a-count' } | { kind: 'day-out-of-reach' }

/** A code by which so many employees may register, until the end of a day within a year. */
export const makeCompanyCode =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { key, ...input }: MakeCompanyCode & { key: string },
  ): Promise<Result<{ codeId: string }, MakeCompanyCodeRefusal>> => {
    const { accountId } = viewer
    const { companyId, label, uses, validTo } = input
    if (accountId === null || !may(viewer, 'companyCode.make', { companyIds: [companyId] }))
      return refuse({ kind: 'not-found' })
    if (!Number.isInteger(uses) || uses < 1 || uses > mostUses) return refuse({ kind: 'uses-not-a-count' })
    const at = deps.now()
    const today = dayOf(at)
    if (!isDay(validTo) || validTo < today || validTo > daysAfter(today, 366))
      return refuse({ kind: 'day-out-of-reach' })
    const act = { accountId, key, act: 'make-company-code', content: input }
    return once<{ codeId: string }, never>(deps, act, async (trx) => {
      const id = deps.newId()
      const codeHash = codeHashOf(deps, codeOf(deps, id))
      const validUntil = endOfGermanDay(validTo)
      await insertCompanyCode(trx, { id, companyId, codeHash, label, uses, madeBy: accountId, at, validUntil })
      await appendAudit(trx, {
        at,
        actor: accountId,
        role: viewer.role,
        action: 'companyCode.make',
        subject: id,
        details: { company: companyId, uses, validTo },
      })
      return ok({ codeId: id })
    })
  }
