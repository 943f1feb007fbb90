import { type ActName, mayTakePart } from '../../domain/two-person-act.ts'
import { lookUp } from '../../engine/look-up.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { findPerson } from '../../store/persons.ts'
import type { ConsortiumRow } from '../../store/reads/consortium-overview.ts'
import { listActsWaitingFor } from '../../store/two-person-acts.ts'
import type { Deps } from '../deps.ts'

export type WaitingAct = { act: ActName; roundId: string; proposedAt: string }

/** What somebody else has proposed in a consortium and whoever looks may approve. */
export async function waitingFor({ db, now }: Deps, viewer: Viewer, consortium: ConsortiumRow): Promise<WaitingAct[]> {
  const { accountId, role } = viewer
  if (accountId === null) return []
  const rounds = new Map(consortium.rounds.map((round) => [round.id, round]))
  const open = await listActsWaitingFor(db, accountId, [...rounds.keys()])
  const waiting = open.filter(({ act }) => may(viewer, `round.${act}`, { consortiumId: consortium.id }))
  const concerned = await Promise.all(
    waiting.map(({ roundId }) => {
      const { kitaYear } = lookUp(rounds, roundId)
      return findPerson(db, { accountId, role }, { consortiumId: consortium.id, kitaYear }, now())
    }),
  )
  return waiting.filter((_, at) => mayTakePart(concerned[at]).ok)
}
