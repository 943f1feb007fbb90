import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import type { Deps } from '../../src/actions/deps.ts'
import { personalData } from '../../src/store/personal-data.ts'
import type { Database } from '../../src/store/db.ts'
import { anAccount, aPassword } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { aFamilyRound, aGuardian, roundSteps } from '../support/family-builders.ts'
import { migratedDatabase } from '../support/house.ts'
import { signedInAs, testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps
let app: Express

/** The Bergers with Ida, and Zoe’s family: everything of the two others than Mia carries a word that is never hers. */
beforeEach(async () => {
  database = await migratedDatabase()
  deps = testDeps(database.db)
  const { db } = database
  await aFamilyRound(db, {
    companies: { 'company-a': 'Klinik A', 'company-b': 'Werk B' },
    kitas: [{ id: 'sonne', name: 'Kita Sonne', places: 2 }],
    children: [
      {
        id: 'ida',
        family: 'berger',
        wishes: ['sonne'],
        answers: [{ criterion: 'single-parent', value: 1 }],
        companies: [
          { id: 'company-a', confirmed: true },
          { id: 'company-b', confirmed: false },
        ],
      },
      { id: 'zoe', wishes: ['sonne'], answers: [{ criterion: 'hardship', value: 1 }] },
    ],
  })
  const passwordHash = await deps.hashPassword(aPassword)
  for (const [id, subject] of [
    ['mia', 'berger'],
    ['tom', 'berger'],
    ['zoes', 'zoe'],
  ]) {
    await anAccount(db, { id, role: 'parent', subjects: [subject], passwordHash })
    await aGuardian(db, { id: `guardian-${id}`, family: subject, accountId: id, name: [`name-of-${id}`, 'X'] })
  }
  await db.updateTable('employment').set({ employee_name: 'FREMD', employee_email: 'fremd@example.org' }).execute()
  app = testServer(deps)
})
afterEach(() => database.drop())

const signedIn = (id: string) => signedInAs(app, id)

const contactOf = (name: string) => ({ phone: '0202 12345', street: `Weg-${name}`, postalCode: '42103', city: 'Ort' })

describe('a parent who takes its data away', () => {
  test('gets all of its own, opened, and nothing of the other guardian or of another family', async () => {
    for (const id of ['mia', 'tom', 'zoes']) {
      const person = await signedIn(id)
      await person.submit('/familie/daten', 'change-contact', contactOf(id))
      await person.submit('/familie/daten', 'change-particulars', { health: 'on' })
    }
    const mia = await signedIn('mia')

    const file = await mia.get('/konto/daten.json')

    expect(file.headers['content-disposition']).toContain('meine-daten.json')
    const { tables, names } = JSON.parse(file.text)
    expect(tables.account).toEqual([{ email: 'mia@example.org', display_name: 'Konto mia', disabled_at: null }])
    expect(tables.guardian_contact).toEqual([{ ...contactOf('mia'), address_secret: 0 }])
    expect(tables.child_particulars).toEqual([{ child_id: 'ida', health: 'yes' }])
    expect(tables.child).toHaveLength(1)
    expect(tables.criterion_answer).toEqual([
      { request_id: 'request-ida', criterion: 'single-parent', kita_id: null, value: 1 },
    ])
    expect(tables.wish).toEqual([{ request_id: 'request-ida', rank: 1, place_class_id: 'class-sonne' }])
    expect([names.ida, names['request-ida']]).toEqual([tables.child[0].given_name, tables.child[0].given_name])
    expect(names['class-sonne']).toBe('Kita Sonne, U3, 45 h, 2027-08')
    expect(tables.audit.length).toBeGreaterThan(2)
    for (const foreign of ['tom', 'zoe', 'FREMD', 'fremd@', 'hardship', 'argon2', 'password'])
      expect(file.text).not.toContain(foreign)
  })

  test('reads the same on a page, in German', async () => {
    const mia = await signedIn('mia')
    await mia.submit('/familie/daten', 'change-contact', contactOf('mia'))

    const { text } = await mia.get('/konto/daten')

    expect(text).toContain('Meine gespeicherten Daten')
    expect(text).toContain('Weg-mia')
    expect(text).toContain('Kita Sonne, U3, 45 h, 2027-08')
    expect(text).not.toMatch(/<dt[^>]*>[a-z_]+<\/dt>/)
  })

  test('learns no result before two persons have released it, and then reads why', async () => {
    const steps = roundSteps(deps)
    await steps.freeze()
    await steps.compute()
    await steps.propose()
    const mia = await signedIn('mia')
    const early = await mia.get('/konto/daten.json')
    await steps.release()

    const late = await mia.get('/konto/daten.json')

    expect(early.text).not.toMatch(/proposed|offered|admitted|class-sonne-/)
    expect(JSON.parse(early.text).results).toMatchObject([{ state: 'in-allocation', result: null }])
    expect(JSON.parse(late.text).results).toMatchObject([
      {
        state: 'offer',
        result: { score: 10 },
        wishes: [{ rank: 1, reason: { key: expect.stringMatching(/^admitted/) } }],
      },
    ])
  })
})

test('whoever works here takes its own account away, and none of the families', async () => {
  const passwordHash = await deps.hashPassword(aPassword)
  await anAccount(database.db, { id: 'hr-a', role: 'hr', subjects: ['company-a'], passwordHash })
  const hr = await signedIn('hr-a')

  const { tables, names } = JSON.parse((await hr.get('/konto/daten.json')).text)

  expect(tables.account_role).toEqual([{ role: 'hr', subject_id: 'company-a' }])
  expect(names['company-a']).toBe('Klinik A')
  expect([tables.child, tables.place_request, tables.family]).toEqual([[], [], []])
})

test('that somebody took its data away is in the trail', async () => {
  const mia = await signedIn('mia')
  await mia.get('/konto/daten.json')

  const trail = await database.db.selectFrom('audit').select(['action', 'subject']).execute()

  expect(trail).toContainEqual({ action: 'ownData.export', subject: 'mia' })
})

test('no table that is handed out gives what opens doors or seals', () => {
  const handedOut = Object.values(personalData).flatMap((one) => (typeof one === 'object' ? one.columns : []))

  expect(handedOut.filter((column) => /hash|secret_|token|data|key/.test(column))).toEqual([])
})
