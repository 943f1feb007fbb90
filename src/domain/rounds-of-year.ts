import { dayOf, type Instant, kitaYearOf } from './day.ts'
import { releasedStates, type RoundState } from './round.ts'

/** The rounds of one consortium and Kita year, looked at together: a later one may run after the first was released. */
type OfYear = readonly { state: RoundState }[]

const running: readonly RoundState[] = ['frozen', 'drawn', 'computed', 'in-review']
const out: readonly RoundState[] = releasedStates

/** Whether what was allocated may be known outside: something was released, and nothing is being decided on. */
export function resultsAreOut(rounds: OfYear): boolean {
  return rounds.some(({ state }) => out.includes(state)) && !rounds.some(({ state }) => running.includes(state))
}

/** Whether requests and vacancies may still change: a round is open, and none has frozen them. */
export function takesInput(rounds: OfYear): boolean {
  return rounds.some(({ state }) => state === 'open') && !rounds.some(({ state }) => running.includes(state))
}

/** The one word for where the year stands: what runs comes before what is open, what is open before what is over. */
export function stateOfYear(rounds: OfYear): RoundState | 'none' {
  const order: readonly RoundState[] = ['in-review', 'computed', 'drawn', 'frozen', 'open', 'refilling', 'released']
  const states = rounds.map(({ state }) => state)
  return order.find((state) => states.includes(state)) ?? states.at(0) ?? 'none'
}

/** The Kita year that people look at: the latest that a round has begun for; without one, the year that we live in. */
export function yearInView(rounds: readonly { kitaYear: number; state: RoundState }[], now: Instant): number {
  const begun = rounds.filter(({ state }) => state !== 'planned').map(({ kitaYear }) => kitaYear)
  return begun.length > 0 ? Math.max(...begun) : kitaYearOf(dayOf(now))
}
