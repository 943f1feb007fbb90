import type { Viewer } from '../../policy/scope.ts'
import { readerOf } from '../../policy/visible.ts'
import { sightsOf } from '../../policy/visible-fields.ts'
import { companyNames } from '../../store/reads/round-outcome.ts'
import type { Deps } from '../deps.ts'

/** Company → what it is called beside the children of its employees: its name, or to an auditor a code. */
export async function companyLabels(deps: Deps, viewer: Viewer, consortiumId: string): Promise<Map<string, string>> {
  const names = await companyNames(deps.db, consortiumId)
  const byCode = sightsOf(readerOf(viewer.role), 'employer').some(({ sees }) => sees === 'code')
  if (!byCode) return names
  return new Map([...names.keys()].map((id) => [id, `U-${deps.keyring.digest('company-code', id).slice(0, 6)}`]))
}
