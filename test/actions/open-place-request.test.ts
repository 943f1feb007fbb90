import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Deps } from '../../src/actions/deps.ts'
import { listOpenings } from '../../src/actions/place-requests/list-openings.ts'
import { openPlaceRequest } from '../../src/actions/place-requests/open-place-request.ts'
import type { RoundState } from '../../src/domain/round.ts'
import type { Viewer } from '../../src/policy/scope.ts'
import type { Database } from '../../src/store/db.ts'
import { anAccount, anOpenRound } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps

const hr: Viewer = { accountId: 'hr', name: 'HR', role: 'hr', subjects: ['company-a'] }
const asked = {
  companyId: 'company-a',
  employeeName: 'Mia Muster',
  employeeEmail: null,
  childBirthMonth: '2025-09-01',
  startMonth: '2027-08-01',
  hours: 45 as const,
  key: 'key-1',
}

beforeEach(async () => {
  database = await migratedDatabase()
  deps = testDeps(database.db)
  await anOpenRound(database.db)
  await anAccount(database.db, { id: 'hr', role: 'hr', subjects: ['company-a'], passwordHash: '-' })
})
afterEach(() => database.drop())

const opened = () =>
  database.db.selectFrom('place_request').select('id').where('state', '=', 'awaiting-parent').execute()
const kindOf = (result: { ok: boolean; refusal?: { kind: string } }) => (result.ok ? 'ok' : result.refusal?.kind)

describe('HR opens a request', () => {
  test('once for a form, and again for another form', async () => {
    const first = await openPlaceRequest(deps)(hr, asked)
    const repeated = await openPlaceRequest(deps)(hr, asked)
    const another = await openPlaceRequest(deps)(hr, { ...asked, key: 'key-2' })

    expect(repeated).toEqual(first)
    expect(another.ok).toBe(true)
    expect(await opened()).toHaveLength(2)
    expect(await database.db.selectFrom('audit').select('action').execute()).toHaveLength(2)
  })

  test('the same form with other content is refused', async () => {
    await openPlaceRequest(deps)(hr, asked)

    expect(kindOf(await openPlaceRequest(deps)(hr, { ...asked, hours: 25 }))).toBe('key-used-otherwise')
  })

  test.each<RoundState>(['planned', 'frozen', 'drawn', 'computed', 'in-review', 'released', 'refilling', 'closed'])(
    'not while the only round is %s',
    async (state) => {
      await database.db.updateTable('round').set({ state }).execute()

      expect(kindOf(await openPlaceRequest(deps)(hr, asked))).toBe('no-open-round')
      expect(await listOpenings(deps)(hr)).toMatchObject([{ kitaYear: null, startMonths: [] }])
      expect(await opened()).toEqual([])
    },
  )

  test('in a year whose main round is released and whose second round is open', async () => {
    const { id: _, ...main } = await database.db.selectFrom('round').selectAll().executeTakeFirstOrThrow()
    await database.db.updateTable('round').set({ state: 'released' }).execute()
    await database.db
      .insertInto('round')
      .values({ ...main, id: 'round-2', name: 'Nachvergabe', state: 'open' })
      .execute()

    expect((await openPlaceRequest(deps)(hr, asked)).ok).toBe(true)
  })

  test.each<[string, Viewer]>([
    ['another company', { ...hr, subjects: ['company-b'] }],
    ['a Kita', { ...hr, role: 'kitaAdmin' }],
    ['a parent', { ...hr, role: 'parent' }],
    ['a visitor', { ...hr, accountId: null, role: 'visitor' }],
  ])('never as %s', async (_, viewer) => {
    expect(kindOf(await openPlaceRequest(deps)(viewer, asked))).toBe('not-found')
    expect(await opened()).toEqual([])
  })
})
