import type { Instant } from './day.ts'
import type { PlaceRequestState } from './place-request.ts'
import { ok, refuse, type Result } from './result.ts'

/** How somebody came who says that it works for a company. */
export type CameBy = 'code' | 'invitation'

/** Whether somebody works for a company: it says so itself, and the company answers, or has not answered yet. */
export const employmentStates = ['open', 'denied', 'confirmed'] as const
export type EmploymentState = (typeof employmentStates)[number]
export type EmploymentAnswer = Exclude<EmploymentState, 'open'>

export function employmentStateOf(answered: {
  confirmedAt: Instant | null
  deniedAt: Instant | null
}): EmploymentState {
  if (answered.confirmedAt !== null) return 'confirmed'
  return answered.deniedAt === null ? 'open' : 'denied'
}

/** A place request of this person that names this company as its employer. */
export type NamingRequest = { id: string; state: PlaceRequestState; confirmed: boolean }

/** Not frozen yet: at the freeze the confirmed employers count, and nobody else. */
const beforeTheFreeze: readonly PlaceRequestState[] = ['awaiting-parent', 'draft', 'submitted']
const counting: readonly PlaceRequestState[] = ['in-round', 'proposed', 'waiting', 'offered', 'accepted']

/** In which of the requests the answer has something to change. A frozen one keeps what it was frozen with. */
export function requestsToChange(answer: EmploymentAnswer, requests: readonly NamingRequest[]): string[] {
  return requests
    .filter(({ state, confirmed }) => beforeTheFreeze.includes(state) && confirmed !== (answer === 'confirmed'))
    .map(({ id }) => id)
}

export type AnswerEmploymentRefusal = { kind: 'changed-meanwhile' } | { kind: 'employment-counts-already' }

/**
 * A company answers, or answers otherwise than before. It cannot deny what an allocation counts with: after the freeze the input
 * of a round changes only by a withdrawal, a Kita's rejection or an exception of two persons.
 *
 * @returns the ids of the requests for which the answer counts from now on
 */
export function answerEmployment(
  state: EmploymentState,
  answer: EmploymentAnswer,
  requests: readonly NamingRequest[],
): Result<string[], AnswerEmploymentRefusal> {
  if (state === answer) return refuse({ kind: 'changed-meanwhile' })
  if (answer === 'denied' && requests.some((one) => one.confirmed && counting.includes(one.state)))
    return refuse({ kind: 'employment-counts-already' })
  return ok(requestsToChange(answer, requests))
}
