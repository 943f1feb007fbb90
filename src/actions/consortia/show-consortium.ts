import { mayTakePart } from '../../domain/two-person-act.ts'
import { lookUp } from '../../engine/look-up.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import type { ActName } from '../../domain/two-person-act.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import {
  type CompanyRow,
  type ConsortiumRow,
  type KitaRow,
  listCompanyRows,
  listConsortia,
  listKitaRows,
} from '../../store/reads/consortium-overview.ts'
import { findPerson } from '../../store/persons.ts'
import { listActsWaitingFor } from '../../store/two-person-acts.ts'
import type { Deps } from '../deps.ts'

export type ConsortiumOverview = ConsortiumRow & {
  kitaRows: KitaRow[]
  companyRows: CompanyRow[]
  /** What somebody else has proposed and whoever looks may approve. */
  waiting: { act: ActName; roundId: string; proposedAt: string }[]
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

async function waitingFor({ db, now }: Deps, { accountId, role }: Viewer, consortium: ConsortiumRow) {
  if (accountId === null) return []
  const rounds = new Map(consortium.rounds.map((round) => [round.id, round]))
  const waiting = await listActsWaitingFor(db, accountId, [...rounds.keys()])
  const concerned = await Promise.all(
    waiting.map(({ roundId }) => {
      const { kitaYear } = lookUp(rounds, roundId)
      return findPerson(db, { accountId, role }, { consortiumId: consortium.id, kitaYear }, now())
    }),
  )
  return waiting.filter((_, at) => mayTakePart(concerned[at]).ok)
}
