import { scopeOf, type Viewer } from '../../policy/scope.ts'
import { type CompanyCode, listCompanyCodes as listOf } from '../../store/company-codes.ts'
import { type Institution, listInstitutions } from '../../store/institutions.ts'
import { codeOf } from '../code-of.ts'
import type { Deps } from '../deps.ts'

export type CompanyCodeState = 'valid' | 'used-up' | 'expired' | 'withdrawn'
export type CompanyCodeView = CompanyCode & { code: string; state: CompanyCodeState }

/** A company's codes for its employees, and the companies that may make them. */
export const listCompanyCodes =
  (deps: Deps) =>
  async (viewer: Viewer): Promise<{ companies: Institution[]; codes: CompanyCodeView[] }> => {
    const scope = scopeOf(viewer, 'companyCode.view')
    const codes = await listOf(deps.db, scope)
    return {
      companies: await listInstitutions(deps.db, 'company', scope),
      codes: codes.map((code) => ({ ...code, code: codeOf(deps, code.id), state: stateOf(code, deps.now()) })),
    }
  }

function stateOf({ withdrawnAt, validUntil, usesLeft }: CompanyCode, now: string): CompanyCodeState {
  if (withdrawnAt !== null) return 'withdrawn'
  if (validUntil < now) return 'expired'
  return usesLeft > 0 ? 'valid' : 'used-up'
}
