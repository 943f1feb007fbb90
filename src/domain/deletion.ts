import { type Day, daysAfter } from './day.ts'
import type { CoarseState } from './place-request.ts'

/** For so many days somebody may think again. */
export const daysToThinkAgain = 3

/** What keeps a family's data although a parent wants them gone: others rely on it until it is over. */
export type DeletionObstacle = 'in-allocation' | 'offer' | 'place'

const obstacles: readonly CoarseState[] = ['in-allocation', 'offer', 'place'] satisfies DeletionObstacle[]

/** The first obstacle among a family's requests; undefined where nothing stands against deletion (DSGVO Art. 17 (3)). */
export function obstacleOf(states: readonly CoarseState[]): DeletionObstacle | undefined {
  return states.find((state): state is DeletionObstacle => obstacles.includes(state))
}

/** The day on which the data go: the nightly purge of that day removes them. */
export function deletionDay(requestedOn: Day): Day {
  return daysAfter(requestedOn, daysToThinkAgain)
}
