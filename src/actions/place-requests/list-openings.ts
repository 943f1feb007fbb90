import type { Month } from '../../domain/day.ts'
import { takesInput } from '../../domain/rounds-of-year.ts'
import { scopeOf, type Viewer } from '../../policy/scope.ts'
import { listStartMonths } from '../../store/place-classes.ts'
import { listCompanies } from '../../store/reads/company-overview.ts'
import { listRounds } from '../../store/rounds-of-year.ts'
import type { Deps } from '../deps.ts'

/** For one company: the Kita year that takes requests, with the start months it offers. No year where none does. */
export type Opening = { companyId: string; company: string; kitaYear: number | null; startMonths: Month[] }

/** Where the viewer may open a request now. */
export const listOpenings =
  (deps: Deps) =>
  async (viewer: Viewer): Promise<Opening[]> => {
    const companies = await listCompanies(deps.db, scopeOf(viewer, 'placeRequest.open'))
    const rounds = await listRounds(
      deps.db,
      companies.map(({ consortiumId }) => consortiumId),
    )
    const openings: Opening[] = []
    for (const { id, name, consortiumId } of companies) {
      const there = rounds.filter((round) => round.consortiumId === consortiumId)
      const kitaYear =
        there.find((round) => takesInput(there.filter((other) => other.kitaYear === round.kitaYear)))?.kitaYear ?? null
      const startMonths = kitaYear === null ? [] : await listStartMonths(deps.db, consortiumId, kitaYear)
      openings.push({ companyId: id, company: name, kitaYear, startMonths })
    }
    return openings
  }
