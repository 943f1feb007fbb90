/**
 * Who sees which field. A person with a role sees nothing that stands in no cell here. `secondPerson` is the coordinator who
 * decides on a release: it works by ticket alone.
 */
export const readers = [
  'guardian',
  'otherGuardian',
  'hr',
  'kitaAdmin',
  'provider',
  'coordinator',
  'secondPerson',
  'auditor',
  'public',
] as const
export type Reader = (typeof readers)[number]

/** What stands in for a field, or which part of it is shown. */
export const reductions = [
  'about-own-child',
  'age-band',
  'age-in-months',
  'aggregates',
  'birth-month-it-entered',
  'by-contract',
  'by-ticket',
  'case',
  'coarse-state',
  'code',
  'counts-for',
  'cut-offs-of-five',
  'distance-and-district',
  'entry-only',
  'flag',
  'opened-or-confirmed',
  'own-acts',
  'own-company',
  'own-employee',
  'own-guardian',
  'own-kita',
  'own-kitas',
  'points',
  'points-and-confirmed',
  'pseudonymous',
  'sibling-in-house',
  'signed-heads',
  'sums',
  'ticket',
  'what-it-entered',
] as const
export type Reduction = (typeof reductions)[number]

/** From which point of a request's life on something is seen. */
export const stages = ['always', 'frozen', 'proposed', 'accepted'] as const
export type Stage = (typeof stages)[number]

export type Sight = {
  sees: 'all' | Reduction
  from: Stage
  /** Only where the place counts for the reader's own company. */
  onOwnQuota?: true
}

const all: readonly Sight[] = [{ sees: 'all', from: 'always' }]
const only = (sees: Sight['sees'], from: Stage = 'always'): readonly Sight[] => [{ sees, from }]

const theChildAtAKita = {
  name: only('all', 'accepted'),
  birthDate: [...only('age-in-months', 'proposed'), ...only('all', 'accepted')],
}

/** Field × reader; an absent reader never sees the field. Later sights of a cell take the place of earlier ones. */
export const visibleFields = {
  'child-name': {
    guardian: all,
    otherGuardian: all,
    hr: [...only('what-it-entered'), { sees: 'all', from: 'accepted', onOwnQuota: true }],
    kitaAdmin: theChildAtAKita.name,
    provider: theChildAtAKita.name,
    coordinator: all,
    secondPerson: only('ticket', 'frozen'),
  },
  'birth-date': {
    guardian: all,
    otherGuardian: all,
    hr: only('birth-month-it-entered'),
    kitaAdmin: theChildAtAKita.birthDate,
    provider: theChildAtAKita.birthDate,
    coordinator: all,
    secondPerson: only('age-band', 'frozen'),
    auditor: only('age-band', 'frozen'),
  },
  address: {
    guardian: only('own-guardian'),
    otherGuardian: only('own-guardian'),
    kitaAdmin: only('all', 'accepted'),
    coordinator: only('distance-and-district'),
  },
  'guardian-contact': {
    guardian: only('own-guardian'),
    otherGuardian: only('own-guardian'),
    hr: only('own-employee'),
    kitaAdmin: only('all', 'accepted'),
    coordinator: all,
  },
  employer: {
    guardian: all,
    otherGuardian: only('own-guardian'),
    hr: only('own-company'),
    kitaAdmin: only('counts-for', 'proposed'),
    provider: only('all', 'proposed'),
    coordinator: all,
    secondPerson: only('all', 'frozen'),
    auditor: only('code', 'frozen'),
  },
  request: {
    guardian: all,
    otherGuardian: all,
    hr: only('opened-or-confirmed'),
    kitaAdmin: only('case', 'proposed'),
    coordinator: all,
    secondPerson: only('ticket', 'frozen'),
    auditor: only('ticket', 'frozen'),
  },
  'ranked-wishes': {
    guardian: all,
    otherGuardian: all,
    coordinator: only('by-ticket', 'frozen'),
    secondPerson: only('by-ticket', 'frozen'),
    auditor: only('by-ticket', 'frozen'),
  },
  criteria: {
    guardian: all,
    otherGuardian: all,
    kitaAdmin: only('sibling-in-house', 'proposed'),
    coordinator: only('points-and-confirmed', 'frozen'),
    secondPerson: only('points', 'frozen'),
    auditor: only('points', 'frozen'),
  },
  health: {
    guardian: all,
    otherGuardian: all,
    kitaAdmin: only('all', 'accepted'),
    coordinator: only('flag'),
    secondPerson: only('flag', 'frozen'),
    auditor: only('flag', 'frozen'),
  },
  'ticket-and-lot': {
    guardian: all,
    otherGuardian: all,
    coordinator: only('all', 'frozen'),
    secondPerson: only('all', 'frozen'),
    auditor: only('all', 'frozen'),
    public: only('cut-offs-of-five'),
  },
  result: {
    guardian: all,
    otherGuardian: all,
    hr: only('coarse-state'),
    kitaAdmin: only('own-kita', 'proposed'),
    provider: only('own-kitas', 'proposed'),
    coordinator: only('all', 'frozen'),
    secondPerson: only('all', 'frozen'),
    auditor: only('ticket', 'frozen'),
    public: only('aggregates'),
  },
  'waiting-position': {
    guardian: all,
    otherGuardian: all,
    kitaAdmin: only('pseudonymous', 'proposed'),
    coordinator: only('all', 'frozen'),
    secondPerson: only('all', 'frozen'),
    auditor: only('ticket', 'frozen'),
  },
  quota: {
    hr: only('own-company'),
    kitaAdmin: only('own-kita'),
    provider: only('own-kitas'),
    coordinator: all,
    secondPerson: all,
    auditor: all,
    public: only('by-contract'),
  },
  'other-quotas': {
    kitaAdmin: only('sums'),
    provider: all,
    coordinator: all,
    secondPerson: all,
    auditor: all,
  },
  'audit-entries': {
    guardian: only('about-own-child'),
    otherGuardian: only('about-own-child'),
    hr: only('own-acts'),
    kitaAdmin: only('own-acts'),
    provider: only('own-acts'),
    coordinator: all,
    secondPerson: all,
    auditor: all,
    public: only('signed-heads'),
  },
  'registry-entry': {
    guardian: only('own-company'),
    otherGuardian: only('own-company'),
    hr: only('own-company'),
    kitaAdmin: all,
    provider: all,
    coordinator: all,
    secondPerson: all,
    auditor: all,
    public: only('entry-only'),
  },
} as const satisfies Record<string, Partial<Record<Reader, readonly Sight[]>>>

export type VisibleField = keyof typeof visibleFields
export const fieldNames = Object.keys(visibleFields) as readonly VisibleField[]

export function sightsOf(reader: Reader, field: VisibleField): readonly Sight[] {
  const row: Partial<Record<Reader, readonly Sight[]>> = visibleFields[field]
  return row[reader] ?? []
}
