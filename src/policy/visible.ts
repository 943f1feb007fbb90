import type { PlaceRequestState } from '../domain/place-request.ts'
import type { Role } from './policy.ts'
import { type Reader, type Sight, sightsOf, type Stage, type VisibleField } from './visible-fields.ts'

/** In which states of a request a stage has been reached. A withdrawn one is told of only to those who always knew of it. */
const statesFrom: Readonly<Record<Exclude<Stage, 'always'>, readonly PlaceRequestState[]>> = {
  frozen: ['in-round', 'proposed', 'waiting', 'offered', 'accepted', 'ended', 'closed'],
  proposed: ['proposed', 'offered', 'accepted', 'ended'],
  accepted: ['accepted', 'ended'],
}

/** As whom somebody with a role reads. Which of a family's guardians a parent is, only the family's record tells. */
export function readerOf(role: Role): Reader {
  switch (role) {
    case 'parent':
      return 'guardian'
    case 'visitor':
    case 'serviceEditor':
      return 'public'
    case 'hr':
    case 'kitaAdmin':
    case 'provider':
    case 'auditor':
    case 'coordinator':
      return role
  }
}

export type Situation = { state: PlaceRequestState; onOwnQuota?: boolean }

/** What a reader sees of a field of one request. */
export function visible(
  reader: Reader,
  field: VisibleField,
  { state, onOwnQuota = false }: Situation,
): Sight['sees'] | 'never' {
  const reached = sightsOf(reader, field).filter(
    (sight) => (sight.from === 'always' || statesFrom[sight.from].includes(state)) && (!sight.onOwnQuota || onOwnQuota),
  )
  return reached.at(-1)?.sees ?? 'never'
}

/** The states of a request in which a reader sees a field whole: what a query may fetch, and in which rows. */
export function statesSeenWhole(
  reader: Reader,
  field: VisibleField,
  traits: { onOwnQuota?: boolean } = {},
): readonly PlaceRequestState[] | 'every' {
  const { onOwnQuota = false } = traits
  const whole = sightsOf(reader, field).filter((sight) => sight.sees === 'all' && (!sight.onOwnQuota || onOwnQuota))
  if (whole.some(({ from }) => from === 'always')) return 'every'
  return whole.flatMap(({ from }) => (from === 'always' ? [] : statesFrom[from]))
}
