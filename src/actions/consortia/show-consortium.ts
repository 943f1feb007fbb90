import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import {
  type CompanyRow,
  type ConsortiumRow,
  type KitaRow,
  listCompanyRows,
  listConsortia,
  listKitaRows,
} from '../../store/reads/consortium-overview.ts'
import type { Deps } from '../deps.ts'
import { type WaitingAct, waitingFor } from './waiting-for.ts'

export type ConsortiumOverview = ConsortiumRow & {
  kitaRows: KitaRow[]
  companyRows: CompanyRow[]
  waiting: WaitingAct[]
}

/** A consortium at a glance: places, quotas, requests, rounds. */
export const showConsortium =
  (deps: Deps) =>
  async (viewer: Viewer, consortiumId: string): Promise<Result<ConsortiumOverview, { kind: 'not-found' }>> => {
    if (!may(viewer, 'consortium.view', { consortiumId })) return refuse({ kind: 'not-found' })
    const [consortium] = await listConsortia(deps.db, { kind: 'consortium', ids: [consortiumId] })
    if (!consortium) return refuse({ kind: 'not-found' })
    const kitaRows = await listKitaRows(deps.db, consortiumId)
    const waiting = await waitingFor(deps, viewer, consortium)
    return ok({ ...consortium, kitaRows, companyRows: await listCompanyRows(deps.db, consortiumId), waiting })
  }
