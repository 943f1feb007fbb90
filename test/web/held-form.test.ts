import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import supertest from 'supertest'
import type { Deps } from '../../src/actions/deps.ts'
import { sessionLimits } from '../../src/domain/session.ts'
import type { Database } from '../../src/store/db.ts'
import { heldFor } from '../../src/web/held-form.ts'
import { aPassword, anAccount, twoConsortia } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { formOn } from '../support/forms.ts'
import { migratedDatabase } from '../support/house.ts'
import { mailsTo } from '../support/mailbox.ts'
import { codeOf } from '../support/second-factor.ts'
import { Person, signedInAs, testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let app: Express
let now: string

beforeEach(async () => {
  database = await migratedDatabase()
  now = '2026-12-01T09:00:00.000Z'
  const deps: Deps = { ...testDeps(database.db), now: () => now }
  await twoConsortia(database.db)
  const passwordHash = await deps.hashPassword(aPassword)
  await anAccount(database.db, { id: 'koord', role: 'coordinator', subjects: ['consortium-1'], passwordHash })
  await anAccount(database.db, { id: 'hr', role: 'hr', subjects: ['company-a'], passwordHash })
  await anAccount(database.db, { id: 'hr-2', role: 'hr', subjects: ['company-a'], passwordHash })
  app = testServer(deps)
})
afterEach(() => database.drop())

const minute = 60_000
const pass = (milliseconds: number) => {
  now = new Date(Date.parse(now) + milliseconds).toISOString()
}

const signedIn = (id: string) => signedInAs(app, id)

/** Opens the form and fills it in; what is sent later is what stood there then. */
async function filledIn(person: Person, page: string, action: string, typed: Record<string, string>) {
  const { target = page, fields } = formOn((await person.get(page)).text, action)
  return () => person.post(target, { ...fields, ...typed })
}

const invitation = { what: 'hr/company-a', email: 'gast@example.org' }
const request = {
  employeeName: 'Mia Muster',
  employeeEmail: 'mia@example.org',
  childBirthMonth: '09.2025',
  startMonth: '2027-08-01',
  hours: '45',
}
const wayOn = (page: string) => /href="([^"]+next&#x3D;[^"]+)"/.exec(page)?.[1].replaceAll('&#x3D;', '=') ?? ''
const kept = 'geht nicht verloren'
const requests = () =>
  database.db.selectFrom('place_request').select('id').where('state', '=', 'awaiting-parent').execute()

describe('an act that wants a fresh proof', () => {
  test('keeps what was typed, and sends it by one click afterwards', async () => {
    const hr = await signedIn('hr')
    const send = await filledIn(hr, '/einladungen', 'give-invitation', invitation)
    pass(6 * minute)

    const refused = await send()
    expect([refused.status, refused.text.includes(kept)]).toEqual([403, true])
    const proved = await hr.submit(wayOn(refused.text), 'prove-again', {
      code: codeOf('hr@example.org', now),
    })
    expect(proved.headers.location).toBe('/weiter')
    expect(await mailsTo(database.db, invitation.email)).toEqual([])
    const sent = await hr.submit('/weiter', 'give-invitation', {})

    expect(sent.status).toBe(303)
    expect(await mailsTo(database.db, invitation.email)).toHaveLength(1)
  })

  test('promises nothing where a cookie cannot hold it', async () => {
    const hr = await signedIn('hr')
    const send = await filledIn(hr, '/einladungen', 'give-invitation', { ...invitation, what: 'x'.repeat(4_000) })
    pass(6 * minute)

    const refused = await send()

    expect([refused.status, refused.text.includes(kept), hr.cookie.includes('held')]).toEqual([403, false, false])
  })
})

describe('a session that ended while somebody was typing', () => {
  async function typedTooLong() {
    const hr = await signedIn('hr')
    const send = await filledIn(hr, '/platzanfragen/neu', 'open-place-request', request)
    pass(sessionLimits.staff.idle)
    return { hr, refused: await send(), send }
  }

  test('keeps it, and opens one request however often it is sent', async () => {
    const { hr, refused } = await typedTooLong()
    expect([refused.status, refused.text.includes(kept)]).toEqual([401, true])
    expect(await requests()).toEqual([])

    await hr.signIn('hr@example.org', aPassword)
    const page = await hr.get('/weiter')
    const { target = '', fields } = formOn(page.text, 'open-place-request')
    expect(fields).toMatchObject(request)
    const [once, again] = [await hr.post(target, fields), await hr.post(target, fields)]

    expect([once.status, again.headers.location]).toEqual([303, once.headers.location])
    expect(await requests()).toHaveLength(1)
    expect((await hr.get('/weiter')).headers.location).toBe('/')
  })

  test('waits for the role that it was filled in as', async () => {
    await database.db
      .insertInto('account_role')
      .values({ account_id: 'hr', role: 'kitaAdmin', subject_id: 'kita-1' })
      .execute()
    const both = await signedIn('hr')
    await both.submit('/konto', 'switch-role', { role: 'hr' })
    const send = await filledIn(both, '/platzanfragen/neu', 'open-place-request', request)
    pass(sessionLimits.staff.idle)
    await send()
    await both.signIn('hr@example.org', aPassword)
    await both.submit('/konto', 'switch-role', { role: 'kitaAdmin' })

    const switched = await both.submit('/weiter', 'switch-role', { role: 'hr' })
    const sent = await both.submit('/weiter', 'open-place-request', {})

    expect([switched.headers.location, sent.status]).toEqual(['/weiter', 303])
    expect(await requests()).toHaveLength(1)
  })

  test('leads from the sign-in over the second factor back to it', async () => {
    const { hr, refused } = await typedTooLong()

    const entered = await hr.submit(wayOn(refused.text), 'sign-in', { email: 'hr@example.org', password: aPassword })
    const gate = await hr.get(entered.headers.location)

    expect([entered.headers.location, gate.headers.location]).toEqual(['/weiter', '/zweiter-faktor?next=%2Fweiter'])
  })

  test('shows it to nobody else who signs in there', async () => {
    const { hr } = await typedTooLong()

    await hr.signIn('hr-2@example.org', aPassword)

    expect((await hr.get('/weiter')).headers.location).toBe('/')
  })

  test('keeps it for a quarter of an hour', async () => {
    const { hr } = await typedTooLong()
    pass(heldFor)
    await hr.signIn('hr@example.org', aPassword)
    expect((await hr.get('/weiter')).status).toBe(200)

    pass(1)

    expect((await hr.get('/weiter')).headers.location).toBe('/')
  })

  test('keeps no password', async () => {
    const hr = await signedIn('hr')
    const typed = { oldPassword: aPassword, password: 'der Elefant fiel in die Wupper' }
    const send = await filledIn(hr, '/konto/passwort', 'change-password', typed)
    pass(sessionLimits.staff.idle)

    const refused = await send()

    expect([refused.status, refused.text.includes(kept)]).toEqual([401, false])
    expect(hr.cookie).not.toContain('held')
  })

  test('keeps no form that did not come from a page of ours', async () => {
    const hr = await signedIn('hr')
    pass(sessionLimits.staff.idle)

    const refused = await hr.post('/platzanfragen/neu', { ...request, _csrf: 'made-up' })

    expect([refused.status, hr.cookie.includes('held')]).toEqual([403, false])
  })
})

describe('what a browser holds', () => {
  test('is of no use to whoever changes it, and never readable', async () => {
    const hr = await signedIn('hr')
    const send = await filledIn(hr, '/einladungen', 'give-invitation', invitation)
    pass(6 * minute)
    await send()
    const held = /__Host-held=([^;]+)/.exec(hr.cookie)?.[1] ?? ''
    const cookie = hr.cookie.replace(held, `${held.slice(0, -2)}AA`)

    const tampered = await supertest(app).get('/weiter').set('Cookie', cookie).set('Accept', 'text/html')

    expect(held.length).toBeGreaterThan(100)
    expect(Buffer.from(held, 'base64url').toString('latin1')).not.toContain('gast')
    expect(tampered.headers.location).toBe('/')
  })
})
