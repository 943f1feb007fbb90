import type { Day, Instant } from '../../domain/day.ts'
import { dayOf } from '../../domain/day.ts'
import { type DeletionObstacle, deletionDay, obstacleOf } from '../../domain/deletion.ts'
import { type CoarseState, coarseStateOf } from '../../domain/place-request.ts'
import { resultsAreOut } from '../../domain/rounds-of-year.ts'
import type { Db, Trx } from '../../store/db.ts'
import { familiesOfOnly } from '../../store/deletion-requests.ts'
import { listFamilyRequests } from '../../store/reads/family-requests.ts'
import { listRoundsOfYear } from '../../store/rounds-of-year.ts'

/** What a deletion asked for at an instant would do, as things stand now. */
export type DeletionOutlook = {
  /** The first day whose nightly purge carries it out, where nothing stands against it. */
  on: Day
  /** What others still rely on: until it is over the data stay. */
  obstacle: DeletionObstacle | undefined
  /** Families that go with the account; of shared ones only the asking guardian goes. */
  families: string[]
  shared: string[]
}

export async function deletionOutlook(db: Db | Trx, accountId: string, requestedAt: Instant): Promise<DeletionOutlook> {
  const { families, shared } = await familiesOfOnly(db, accountId)
  const requests = await listFamilyRequests(db, { kind: 'family', ids: families })
  const states: CoarseState[] = []
  for (const { state, consortiumId, kitaYear } of requests) {
    states.push(coarseStateOf(state, resultsAreOut(await listRoundsOfYear(db, consortiumId, kitaYear))))
  }
  return { on: deletionDay(dayOf(requestedAt)), obstacle: obstacleOf(states), families, shared }
}
