import { kitaYearOf, type Month } from '../../domain/day.ts'
import type { Hours } from '../../domain/place-class.ts'
import * as PlaceRequest from '../../domain/place-request.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { takesInput } from '../../domain/rounds-of-year.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { listStartMonths } from '../../store/place-classes.ts'
import { insertOpenedRequest } from '../../store/place-requests.ts'
import { listCompanies } from '../../store/reads/company-overview.ts'
import { listRounds, lockRoundsOfYear } from '../../store/rounds-of-year.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

export type OpenPlaceRequest = {
  companyId: string
  employeeName: string
  employeeEmail: string | null
  childBirthMonth: Month
  startMonth: Month
  hours: Hours
}

export type OpenPlaceRequestRefusal =
  PlaceRequest.OpenPlaceRequestRefusal | OnceRefusal | { kind: 'not-found' } | { kind: 'no-open-round' }

/** HR opens a request for an employee; the parents complete it. Only while a round of that Kita year takes requests. */
export const openPlaceRequest =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { key, ...input }: OpenPlaceRequest & { key: string },
  ): Promise<Result<{ requestId: string }, OpenPlaceRequestRefusal>> => {
    const { accountId } = viewer
    const { companyId } = input
    if (accountId === null || !may(viewer, 'placeRequest.open', { companyIds: [companyId] }))
      return refuse({ kind: 'not-found' })
    const act = { accountId, key, act: 'open-place-request', content: input }
    return once(deps, act, async (trx): Promise<Result<{ requestId: string }, OpenPlaceRequestRefusal>> => {
      const [company] = await listCompanies(trx, { kind: 'company', ids: [companyId] })
      if (!company) return refuse({ kind: 'not-found' })
      const { consortiumId } = company
      const rounds = await listRounds(trx, [consortiumId])
      const open = rounds.filter((round) => takesInput(rounds.filter(({ kitaYear }) => kitaYear === round.kitaYear)))
      if (open.length === 0) return refuse({ kind: 'no-open-round' })

      const kitaYear = kitaYearOf(input.startMonth)
      const offered = open.some((round) => round.kitaYear === kitaYear)
      const starts = offered ? await listStartMonths(trx, consortiumId, kitaYear) : []
      const decision = PlaceRequest.openPlaceRequest(input, starts)
      if (!decision.ok) return decision
      if (!takesInput(await lockRoundsOfYear(trx, consortiumId, kitaYear))) return refuse({ kind: 'no-open-round' })

      const at = deps.now()
      const { employeeName, employeeEmail, hours } = input
      const id = deps.newId()
      await insertOpenedRequest(trx, {
        ...decision.value,
        id,
        consortiumId,
        kitaYear,
        hours,
        companyId,
        employeeName,
        employeeEmail,
        at,
      })
      const entry = {
        at,
        actor: accountId,
        role: viewer.role,
        action: 'placeRequest.open',
        subject: id,
        details: { company: companyId, kitaYear, startMonth: input.startMonth, hours },
        after: { employeeName, employeeEmail, childBirthMonth: input.childBirthMonth },
      }
      await appendAudit(trx, entry, deps.keyring)
      return ok({ requestId: id })
    })
  }
