import { type CoarseState, coarseStateOf } from '../../domain/place-request.ts'
import { type QuotaTotals, type QuotaUse, totalsOf, useOf } from '../../domain/quota.ts'
import { type QuotaOutcome, quotaOutcomeOf } from '../../domain/quota-outcome.ts'
import type { RoundState } from '../../domain/round.ts'
import { resultsAreOut, stateOfYear, yearInView } from '../../domain/rounds-of-year.ts'
import { type Scope, scopeOf, type Viewer } from '../../policy/scope.ts'
import { readerOf } from '../../policy/visible.ts'
import {
  type CompanyOfScope,
  type CompanyRequestRow,
  listCompanies,
  listCompanyRequests,
  listQuotas,
  type QuotaRow,
} from '../../store/reads/company-overview.ts'
import { listQuotaPrograms, type QuotaProgramRow } from '../../store/reads/company-outcome.ts'
import { countTurnedAway } from '../../store/reads/turned-away.ts'
import { countOpenEmployments } from '../../store/employments.ts'
import { listRounds } from '../../store/rounds-of-year.ts'
import type { Deps } from '../deps.ts'

export type QuotaView = Omit<QuotaRow, 'quotaPlaces'> & QuotaUse
export type QuotaOutcomeView = Pick<QuotaProgramRow, 'kita' | 'ageBand' | 'hours' | 'startMonth'> & QuotaOutcome
export type CompanyView = CompanyOfScope & {
  kitaYear: number
  yearState: RoundState | 'none'
  resultsOut: boolean
  quotas: QuotaView[]
  totals: QuotaTotals
  /** What became of its reserved places; empty until the year's results are out. */
  outcomes: QuotaOutcomeView[]
}
export type CompanyRequest = Omit<CompanyRequestRow, 'consortiumId' | 'state'> & { state: CoarseState }
export type CompanyOverview = {
  companies: CompanyView[]
  requests: CompanyRequest[]
  /** How many say that they work here and have no answer yet. */
  openEmployments: number
}

/** A company's contracts with their use, and the coarse state of the requests it opened or confirmed. */
export const showCompany =
  (deps: Deps) =>
  async (viewer: Viewer): Promise<CompanyOverview> => {
    const scope = scopeOf(viewer, 'quota.view')
    const companies = await listCompanies(deps.db, scope)
    const rounds = await listRounds(
      deps.db,
      companies.map(({ consortiumId }) => consortiumId),
    )
    const roundsOf = (consortiumId: string) => rounds.filter((round) => round.consortiumId === consortiumId)
    const ofYear = (consortiumId: string, kitaYear: number) =>
      roundsOf(consortiumId).filter((round) => round.kitaYear === kitaYear)

    const views: CompanyView[] = []
    for (const company of companies) {
      const kitaYear = yearInView(roundsOf(company.consortiumId), deps.now())
      const rows = await listQuotas(deps.db, scope, company.id, kitaYear)
      const quotas = rows.map(({ quotaPlaces, ...quota }) => ({ ...quota, ...useOf(quotaPlaces) }))
      const there = ofYear(company.consortiumId, kitaYear)
      const resultsOut = resultsAreOut(there)
      views.push({
        ...company,
        kitaYear,
        yearState: stateOfYear(there),
        resultsOut,
        quotas,
        totals: totalsOf(quotas),
        outcomes: resultsOut ? await outcomesOf(deps, scope, company.id, kitaYear) : [],
      })
    }

    const requests = await listCompanyRequests(deps.db, readerOf(viewer.role), scopeOf(viewer, 'placeRequest.list'))
    return {
      companies: views,
      openEmployments: await countOpenEmployments(deps.db, scopeOf(viewer, 'employment.view')),
      requests: requests.map(({ consortiumId, state, ...request }) => ({
        ...request,
        state: coarseStateOf(state, resultsAreOut(ofYear(consortiumId, request.kitaYear))),
      })),
    }
  }

async function outcomesOf(
  { db }: Deps,
  scope: Scope,
  companyId: string,
  kitaYear: number,
): Promise<QuotaOutcomeView[]> {
  const programs = await listQuotaPrograms(db, scope, companyId, kitaYear)
  const outcomes: QuotaOutcomeView[] = []
  for (const computationId of new Set(programs.map((program) => program.computationId))) {
    const { children, at } = await countTurnedAway(db, computationId, companyId)
    for (const program of programs.filter((one) => one.computationId === computationId)) {
      const { kita, ageBand, hours, startMonth, placeClassId } = program
      const turnedAway = at.get(placeClassId) ?? 0
      outcomes.push({ kita, ageBand, hours, startMonth, ...quotaOutcomeOf({ ...program, turnedAway, children }) })
    }
  }
  return outcomes
}
