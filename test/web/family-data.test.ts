import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import type { Deps } from '../../src/actions/deps.ts'
import type { Database } from '../../src/store/db.ts'
import { anAccount, aPassword } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { aFamilyRound, aGuardian } from '../support/family-builders.ts'
import { formOn } from '../support/forms.ts'
import { migratedDatabase } from '../support/house.ts'
import { signedInAs, testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps
let app: Express

const page = '/familie/daten'
const address = { phone: '0202 / 123 45', street: 'Kanarienweg 7', postalCode: '42103', city: 'Wuppertal' }

/** Ida Berger with her parents Mia and Tom, who have an account each, and Zoe of another family. */
beforeEach(async () => {
  database = await migratedDatabase()
  deps = testDeps(database.db)
  const { db } = database
  await aFamilyRound(db, {
    companies: {},
    kitas: [{ id: 'sonne', name: 'Kita Sonne', places: 2 }],
    children: [
      { id: 'ida', family: 'berger', wishes: ['sonne'] },
      { id: 'zoe', wishes: ['sonne'] },
    ],
  })
  const passwordHash = await deps.hashPassword(aPassword)
  for (const [id, subject] of [
    ['mia', 'berger'],
    ['tom', 'berger'],
    ['zoes', 'zoe'],
  ]) {
    await anAccount(db, { id, role: 'parent', subjects: [subject], passwordHash })
    await aGuardian(db, { id: `guardian-${id}`, family: subject, accountId: id, name: [id, 'Elternteil'] })
  }
  app = testServer(deps)
})
afterEach(() => database.drop())

const signedIn = (id: string) => signedInAs(app, id)

describe('a guardian', () => {
  test('says how it can be reached, and finds it again; in the database it is sealed', async () => {
    const mia = await signedIn('mia')

    const saved = await mia.submit(page, 'change-contact', address)

    expect(saved.headers.location).toBe(`${page}?gespeichert=kontakt`)
    const shown = (await mia.get(page)).text
    for (const value of Object.values(address)) expect(shown).toContain(`value="${value}"`)
    const rows = JSON.stringify(await database.db.selectFrom('guardian_contact').selectAll().execute())
    for (const value of Object.values(address)) expect(rows).not.toContain(value)
  })

  test('changes it twice in one window, and is told in another window that it was changed meanwhile', async () => {
    const mia = await signedIn('mia')
    const { target = '', fields } = formOn((await mia.get(page)).text, 'change-contact')
    await mia.submit(page, 'change-contact', address)
    await mia.submit(page, 'change-contact', { ...address, phone: '0202 999' })

    const late = await mia.post(target, { ...fields, ...address, city: 'Solingen' })

    expect(late.status).toBe(409)
    expect(late.text).toContain('data-code="changed-meanwhile"')
    expect(late.text).toContain('value="Solingen"')
    expect((await mia.get(page)).text).toContain('value="0202 999"')
    // Saved once more it holds: whoever was told is not told for ever.
    const again = formOn(late.text, 'change-contact').fields
    expect((await mia.post(target, { ...again, ...address, city: 'Solingen' })).status).toBe(303)
    expect((await mia.get(page)).text).toContain('value="Solingen"')
  })

  test('is told which field is wrong, and loses nothing that was typed', async () => {
    const mia = await signedIn('mia')

    const wrong = await mia.submit(page, 'change-contact', { ...address, postalCode: '4210', phone: 'ruf mich an' })
    const half = await mia.submit(page, 'change-contact', { ...address, city: '' })

    expect([wrong.status, half.status]).toEqual([422, 422])
    expect(wrong.text).toContain('href="#postalCode"')
    expect(wrong.text).toContain('href="#phone"')
    expect(wrong.text).toContain('value="Kanarienweg 7"')
    expect(half.text).toContain('Zur Adresse gehören Straße, Postleitzahl und Ort.')
  })

  test('sends the same form again without a second effect', async () => {
    const mia = await signedIn('mia')
    const { target = '', fields } = formOn((await mia.get(page)).text, 'change-contact')

    const answers = [
      await mia.post(target, { ...fields, ...address }),
      await mia.post(target, { ...fields, ...address }),
    ]

    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const trail = await database.db
      .selectFrom('audit')
      .select('action')
      .where('action', '=', 'contact.change')
      .execute()
    expect(trail).toHaveLength(1)
  })
})

describe('the other guardian', () => {
  test('sees that there is a first one and nothing of it, whether the address is secret or not', async () => {
    const mia = await signedIn('mia')
    await mia.submit(page, 'change-contact', address)
    const tom = await signedIn('tom')
    for (const addressSecret of ['', 'on']) {
      await mia.submit(page, 'change-contact', { ...address, addressSecret })

      for (const accept of ['text/html', 'application/json']) {
        const { text } = await tom.get(page, accept)
        expect(text).toContain('noch andere Sorgeberechtigte eingetragen: 1')
        expect(text).not.toContain('mia Elternteil')
        for (const value of Object.values(address)) expect(text).not.toContain(value)
      }
    }
  })

  test('sees and changes what the Kita must know of their child', async () => {
    const mia = await signedIn('mia')
    const tom = await signedIn('tom')
    await mia.submit(page, 'change-particulars', { health: 'on', religion: 'on' })
    await tom.submit(page, 'change-particulars', { religion: 'on' })

    const shown = (await mia.get(page)).text

    expect(shown).toMatch(/name="religion"[^>]* checked/)
    expect(shown).not.toMatch(/name="health"[^>]* checked/)
    const rows = JSON.stringify(await database.db.selectFrom('child_particulars').selectAll().execute())
    expect(rows).not.toContain('religion')
    const trail = JSON.stringify(await database.db.selectFrom('audit').selectAll().execute())
    expect(trail).toContain('particulars.change')
    expect(trail).not.toContain('religion')
  })

  test('is told on the page itself when the first was faster, with the boxes as they are now', async () => {
    const mia = await signedIn('mia')
    const tom = await signedIn('tom')
    const { target = '', fields } = formOn((await tom.get(page)).text, 'change-particulars')
    await mia.submit(page, 'change-particulars', { health: 'on' })
    await mia.submit(page, 'change-particulars', { health: 'on', religion: 'on' })

    const late = await tom.post(target, { ...fields, disability: 'on' })

    expect([late.status, late.text]).toEqual([409, expect.stringContaining('data-code="changed-meanwhile"')])
    expect(late.text).toMatch(/name="religion"[^>]* checked/)
    expect(late.text).not.toMatch(/name="disability"[^>]* checked/)
    const again = formOn(late.text, 'change-particulars').fields
    expect((await tom.post(target, { ...again, disability: 'on' })).status).toBe(303)
  })
})

describe('a child of another family', () => {
  test('cannot be described', async () => {
    const mia = await signedIn('mia')
    const { fields } = formOn((await mia.get(page)).text, 'change-particulars')

    const refused = await mia.post(`${page}/kinder/zoe`, { ...fields, health: 'on' })

    expect(refused.status).toBe(404)
    expect(await database.db.selectFrom('child_particulars').select('child_id').execute()).toEqual([])
  })
})
