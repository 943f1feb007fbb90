import { describe, expect, test } from 'vitest'
import { placeRequestStates } from '../../src/domain/place-request.ts'
import { roles } from '../../src/policy/policy.ts'
import { readerOf, statesSeenWhole, visible } from '../../src/policy/visible.ts'
import { fieldNames, readers, sightsOf, stages } from '../../src/policy/visible-fields.ts'

const always = { state: 'submitted' } as const
const proposed = { state: 'proposed' } as const
const accepted = { state: 'accepted' } as const

describe('the table of fields, as it was agreed', () => {
  // Guardian, other guardian, HR, Kita, provider, coordinator, second person, auditor, public; before anything is frozen.
  test.each([
    ['child-name', 'all all what-it-entered never never all never never never'],
    ['birth-date', 'all all birth-month-it-entered never never all never never never'],
    ['address', 'own-guardian own-guardian never never never distance-and-district never never never'],
    ['guardian-contact', 'own-guardian own-guardian own-employee never never all never never never'],
    ['employer', 'all own-guardian own-company never never all never never never'],
    ['request', 'all all opened-or-confirmed never never all never never never'],
    ['ranked-wishes', 'all all never never never never never never never'],
    ['criteria', 'all all never never never never never never never'],
    ['health', 'all all never never never flag never never never'],
    ['ticket-and-lot', 'all all never never never never never never cut-offs-of-five'],
    ['result', 'all all coarse-state never never never never never aggregates'],
    ['waiting-position', 'all all never never never never never never never'],
    ['quota', 'never never own-company own-kita own-kitas all all all by-contract'],
    ['other-quotas', 'never never never sums all all all all never'],
    ['audit-entries', 'about-own-child about-own-child own-acts own-acts own-acts all all all signed-heads'],
    ['registry-entry', 'own-company own-company own-company all all all all all entry-only'],
  ] as const)('%s while a request is only submitted: %s', (field, row) => {
    expect(readers.map((reader) => visible(reader, field, always)).join(' ')).toBe(row)
  })

  test.each([
    ['child-name', 'all all what-it-entered all all all ticket never never'],
    ['birth-date', 'all all birth-month-it-entered all all all age-band age-band never'],
    ['address', 'own-guardian own-guardian never all never distance-and-district never never never'],
    ['guardian-contact', 'own-guardian own-guardian own-employee all never all never never never'],
    ['employer', 'all own-guardian own-company counts-for all all all code never'],
    ['request', 'all all opened-or-confirmed case never all ticket ticket never'],
    ['ranked-wishes', 'all all never never never by-ticket by-ticket by-ticket never'],
    ['criteria', 'all all never sibling-in-house never points-and-confirmed points points never'],
    ['health', 'all all never all never flag flag flag never'],
    ['ticket-and-lot', 'all all never never never all all all cut-offs-of-five'],
    ['result', 'all all coarse-state own-kita own-kitas all all ticket aggregates'],
    ['waiting-position', 'all all never pseudonymous never all all ticket never'],
  ] as const)('%s once the place is accepted: %s', (field, row) => {
    expect(readers.map((reader) => visible(reader, field, accepted)).join(' ')).toBe(row)
  })

  test('HR learns the name of a child only with the acceptance of a place that counts for its company', () => {
    expect(visible('hr', 'child-name', { ...accepted, onOwnQuota: true })).toBe('all')
    expect(visible('hr', 'child-name', accepted)).toBe('what-it-entered')
    expect(visible('hr', 'child-name', { ...proposed, onOwnQuota: true })).toBe('what-it-entered')
  })

  test('a Kita reads an age while a child is proposed, and its birth date from the acceptance on', () => {
    expect(visible('kitaAdmin', 'birth-date', proposed)).toBe('age-in-months')
    expect(visible('kitaAdmin', 'birth-date', { state: 'offered' })).toBe('age-in-months')
    expect(visible('kitaAdmin', 'birth-date', accepted)).toBe('all')
    expect(visible('kitaAdmin', 'birth-date', { state: 'withdrawn' })).toBe('never')
  })

  test('nobody outside the family ever reads ranked wishes but by ticket', () => {
    const outside = readers.filter((reader) => reader !== 'guardian' && reader !== 'otherGuardian')
    const seen = outside.flatMap((reader) => sightsOf(reader, 'ranked-wishes'))

    expect(new Set(seen.map(({ sees, from }) => `${sees} ${from}`))).toEqual(new Set(['by-ticket frozen']))
  })
})

describe('what a query may fetch whole', () => {
  const cells = fieldNames.flatMap((field) => readers.map((reader) => ({ field, reader })))

  test.each(cells)('$field for $reader is what the table shows whole, state by state', ({ field, reader }) => {
    for (const onOwnQuota of [false, true]) {
      const states = statesSeenWhole(reader, field, { onOwnQuota })
      for (const state of placeRequestStates) {
        const whole = states === 'every' || states.includes(state)
        expect(whole, state).toBe(visible(reader, field, { state, onOwnQuota }) === 'all')
      }
    }
  })
})

describe('the table itself', () => {
  test('reads every role as one of its readers, and who only edits services as the public', () => {
    expect(roles.map((role) => [role, readerOf(role)])).toEqual([
      ['visitor', 'public'],
      ['parent', 'guardian'],
      ['hr', 'hr'],
      ['kitaAdmin', 'kitaAdmin'],
      ['provider', 'provider'],
      ['serviceEditor', 'public'],
      ['auditor', 'auditor'],
      ['coordinator', 'coordinator'],
    ])
  })

  test('shows more with time, never less: the sights of a cell stand in the order of their stages', () => {
    for (const field of fieldNames) {
      for (const reader of readers) {
        const at = sightsOf(reader, field).map(({ from }) => stages.indexOf(from))
        expect(at, `${field} ${reader}`).toEqual(at.toSorted((a, b) => a - b))
      }
    }
  })
})
