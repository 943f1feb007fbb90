import { type EmploymentState, employmentStateOf } from '../../domain/employment.ts'
import { scopeOf, type Viewer } from '../../policy/scope.ts'
import { type Employment, listEmployments as read } from '../../store/employments.ts'
import type { Deps } from '../deps.ts'

export type EmploymentView = Pick<
  Employment,
  'accountId' | 'companyId' | 'company' | 'name' | 'cameBy' | 'toldAt' | 'version'
> & {
  state: EmploymentState
  /** When the company said so last. */
  answeredAt: string | null
}

/** Who says that it works for the viewer's company; nothing of its family. */
export const listEmployments =
  (deps: Deps) =>
  async (viewer: Viewer): Promise<EmploymentView[]> =>
    (await read(deps.db, scopeOf(viewer, 'employment.view'))).map(viewOf)

/** For which companies the viewer says that it works, and what they say to it. */
export const listOwnEmployers =
  (deps: Deps) =>
  async (viewer: Viewer): Promise<EmploymentView[]> =>
    (await read(deps.db, scopeOf(viewer, 'employer.view'))).map(viewOf)

/** Without the address: HR asks whether it knows the person, and needs no more than the name for it. */
function viewOf(employment: Employment): EmploymentView {
  const { accountId, companyId, company, name, cameBy, toldAt, version, confirmedAt, deniedAt } = employment
  const state = employmentStateOf(employment)
  const answeredAt = confirmedAt ?? deniedAt
  return { accountId, companyId, company, name, cameBy, toldAt, version, state, answeredAt }
}
