import type { AgeBand, Hours } from '../../domain/place-class.ts'
import { releasedStates } from '../../domain/round.ts'
import type { Cutoff, ProgramOutcome } from '../../engine/types.ts'
import type { Scope } from '../../policy/scope.ts'
import type { Db } from '../db.ts'
import { within } from '../within.ts'

export type QuotaProgramRow = {
  computationId: string
  placeClassId: string
  kita: string
  ageBand: AgeBand
  hours: Hours
  startMonth: string
  held: number
  places: number
  used: number
  cutoff: Cutoff | undefined
}

/** The place classes in which a company had reserved places in the released outcomes of a Kita year; never of another's. */
export async function listQuotaPrograms(
  db: Db,
  scope: Scope,
  companyId: string,
  kitaYear: number,
): Promise<QuotaProgramRow[]> {
  const rows = await db
    .selectFrom('release')
    .innerJoin('round', 'round.id', 'release.round_id')
    .innerJoin('company', 'company.consortium_id', 'round.consortium_id')
    .innerJoin('computation_program', 'computation_program.computation_id', 'release.computation_id')
    .innerJoin('place_class', 'place_class.id', 'computation_program.place_class_id')
    .innerJoin('kita', 'kita.id', 'place_class.kita_id')
    .select([
      'release.computation_id as computationId',
      'place_class.id as placeClassId',
      'kita.name as kita',
      'place_class.age_band as ageBand',
      'place_class.hours',
      'place_class.start_month as startMonth',
      'held',
      'reserves',
      'cutoffs',
    ])
    .where(
      within(scope, {
        company: 'company.id',
        provider: 'kita.provider_id',
        consortium: 'company.consortium_id',
      }),
    )
    .where('company.id', '=', companyId)
    .where('round.kita_year', '=', kitaYear)
    .where('round.state', 'in', releasedStates)
    .orderBy('kita.name')
    .orderBy('age_band')
    .orderBy('place_class.hours')
    .orderBy('start_month')
    .execute()
  return rows.flatMap(({ reserves, cutoffs, ...row }) => {
    const own = (JSON.parse(reserves) as ProgramOutcome['reserves'])[companyId]
    if (own === undefined || own.places === 0) return []
    const cutoff: Cutoff | undefined = (JSON.parse(cutoffs) as ProgramOutcome['cutoffs'])[companyId]
    return [{ ...row, places: own.places, used: own.used, cutoff }]
  })
}
