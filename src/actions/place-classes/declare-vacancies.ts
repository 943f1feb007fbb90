import * as PlaceClass from '../../domain/place-class.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { takesInput } from '../../domain/rounds-of-year.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { findPlaceClass, listReserves, saveVacancies } from '../../store/place-classes.ts'
import { lockRoundsOfYear } from '../../store/rounds-of-year.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

export type DeclareVacanciesRefusal =
  | PlaceClass.DeclareVacanciesRefusal
  | OnceRefusal
  | { kind: 'not-found' }
  | { kind: 'round-not-open' }
  | { kind: 'changed-meanwhile' }

/** A Kita changes how many places are vacant, while the round is open and nobody else has changed them meanwhile. */
export const declareVacancies =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { key, ...input }: { placeClassId: string; vacancies: number; version: number; key: string },
  ): Promise<Result<{ kitaId: string; vacancies: number }, DeclareVacanciesRefusal>> => {
    const { accountId } = viewer
    if (accountId === null) return refuse({ kind: 'not-found' })
    const act = { accountId, key, act: 'declare-vacancies', content: input }
    return once(
      deps,
      act,
      async (trx): Promise<Result<{ kitaId: string; vacancies: number }, DeclareVacanciesRefusal>> => {
        const found = await findPlaceClass(trx, input.placeClassId)
        if (!found || !may(viewer, 'placeClass.declare', { kitaId: found.kitaId })) return refuse({ kind: 'not-found' })
        // From here on nobody freezes or declares for this year; what was read before may be old by now.
        if (!takesInput(await lockRoundsOfYear(trx, found.consortiumId, found.kitaYear)))
          return refuse({ kind: 'round-not-open' })
        const placeClass = await findPlaceClass(trx, found.id)
        if (placeClass?.version !== input.version) return refuse({ kind: 'changed-meanwhile' })

        const reserves = await listReserves(trx, [placeClass.id])
        const reserved = reserves.reduce((sum, { places }) => sum + places, 0)
        const decision = PlaceClass.declareVacancies(placeClass, input.vacancies, reserved)
        if (!decision.ok) return decision
        if (!(await saveVacancies(trx, decision.value))) return refuse({ kind: 'changed-meanwhile' })
        const entry = {
          at: deps.now(),
          actor: accountId,
          role: viewer.role,
          action: 'placeClass.declare',
          subject: placeClass.id,
          details: { reserved, version: input.version + 1 },
          before: { vacancies: placeClass.vacancies },
          after: { vacancies: input.vacancies },
        }
        await appendAudit(trx, entry, deps.keyring)
        return ok({ kitaId: placeClass.kitaId, vacancies: input.vacancies })
      },
    )
  }
