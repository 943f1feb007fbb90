import { type ActName, mayTakePart } from '../../domain/two-person-act.ts'
import { lookUp } from '../../engine/look-up.ts'
import type { Viewer } from '../../policy/scope.ts'
import { findPerson } from '../../store/persons.ts'
import type { ConsortiumRow } from '../../store/reads/consortium-overview.ts'
import { listActsWaitingFor } from '../../store/two-person-acts.ts'
import type { Deps } from '../deps.ts'

export type WaitingAct = { act: ActName; roundId: string; proposedAt: string }

/** What somebody else has proposed in a consortium and whoever looks may approve. */
export async function waitingFor(
  { db, now }: Deps,
  { accountId, role }: Viewer,
  consortium: ConsortiumRow,
): Promise<WaitingAct[]> {
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
