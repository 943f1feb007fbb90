import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import supertest from 'supertest'
import { sendNextMail } from '../../src/actions/mails/send-next-mail.ts'
import type { Deps } from '../../src/actions/deps.ts'
import type { Delivery } from '../../src/domain/mail-delivery.ts'
import { type Database, inTransaction } from '../../src/store/db.ts'
import { queueMail } from '../../src/store/outbox.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'
import { withTotp } from '../support/second-factor.ts'
import { Person, testServer } from '../support/web.ts'

const password = 'ein langer Satz als Passwort'
let database: Database & { drop(): Promise<void> }
let deps: Deps
let app: Express

beforeEach(async () => {
  database = await migratedDatabase()
  const { db } = database
  deps = testDeps(db)
  const password_hash = await deps.hashPassword(password)
  for (const [id, role] of [
    ['ko', 'coordinator'],
    ['hr', 'hr'],
  ] as const) {
    const email = `${id}@example.org`
    await db.insertInto('account').values({ id, email, display_name: id, password_hash, disabled_at: null }).execute()
    await db.insertInto('account_role').values({ account_id: id, role, subject_id: 'somewhere' }).execute()
    await withTotp(db, id)
  }
  app = testServer(deps)
})
afterEach(() => database.drop())

const coordinator = async () => {
  const person = new Person(app)
  await person.signIn('ko@example.org', password)
  return person
}

async function promiseMail(): Promise<string> {
  const id = randomUUID()
  const values = { name: 'Karla Geheim', at: '2026-12-01T08:00:00.000Z' }
  const mail = { kind: 'password-changed', to: 'karla@geheim.example', values } as const
  await inTransaction(deps.db, (trx) =>
    queueMail(trx, deps.keyring, { id, accountId: null, mail, at: '2026-12-01T08:00:00.000Z' }),
  )
  return id
}

async function stuckMail(): Promise<string> {
  const id = await promiseMail()
  const refused: Delivery = { ok: false, trouble: 'refused', forGood: true }
  await sendNextMail(deps)(() => Promise.resolve(refused))
  return id
}

const states = async () => (await deps.db.selectFrom('outbox').select('state').execute()).map(({ state }) => state)
const trail = () => deps.db.selectFrom('audit').selectAll().where('action', '=', 'outbox.retry').execute()

describe('a coordinator, while no mail is stuck', () => {
  test('reads so, and finds the page at the foot of her first page', async () => {
    const person = await coordinator()

    expect((await person.get('/verbund')).text).not.toContain('data-code="mails-stuck"')
    expect((await person.get('/verbund')).text).toContain('href="/mails"')
    const page = await person.get('/mails')
    expect(page.text).toContain('data-state="flowing"')
    expect(page.text).toContain('Keine E-Mail hängt fest.')
  })
})

describe('a coordinator, when mails are stuck', () => {
  test('is told so, and sees kind, time, attempts and reason, but nobody’s name or address', async () => {
    await stuckMail()
    const person = await coordinator()

    expect((await person.get('/verbund')).text).toContain('data-code="mails-stuck"')
    const page = await person.get('/mails')
    expect(page.text).toContain('data-state="stuck"')
    expect(page.text).toContain('Passwort geändert')
    expect(page.text).toContain('1. Dezember 2026, 09:00 Uhr')
    expect(page.text).toContain('Die Adresse oder die E-Mail wurde abgelehnt.')
    const json = await person.get('/mails', 'application/json')
    expect(json.body.stuck).toHaveLength(1)
    for (const text of [page.text, json.text]) expect(text).not.toMatch(/karla|geheim/i)
  })

  test('has one tried again, once however often the form is sent, and it stands in the trail', async () => {
    const id = await stuckMail()
    await stuckMail()
    const person = await coordinator()
    const { text } = await person.get('/mails')
    const [csrf, key] = ['_csrf', '_key'].map((name) => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)![1])
    const path = `/mails/${id}/erneut-versuchen`

    const answers = [
      await person.post(path, { _csrf: csrf, _key: key }),
      await person.post(path, { _csrf: csrf, _key: key }),
    ]

    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect((await states()).toSorted()).toEqual(['queued', 'stuck'])
    expect(await trail()).toMatchObject([{ actor: 'ko', subject: id, details: '{"mails":1}' }])
  })

  test('has all tried again', async () => {
    await stuckMail()
    await stuckMail()
    const person = await coordinator()

    const retried = await person.submit('/mails', 'retry-mails', {})
    expect(retried.status).toBe(303)
    expect((await person.get(retried.headers.location)).text).toContain('data-code="retried"')

    expect(await states()).toEqual(['queued', 'queued'])
    expect(await trail()).toMatchObject([{ subject: 'outbox', details: '{"mails":2}' }])
  })

  test('is told kindly when somebody else was faster', async () => {
    await stuckMail()
    const person = await coordinator()
    const other = await coordinator()
    const { text } = await other.get('/mails')
    const [csrf, key] = ['_csrf', '_key'].map((name) => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)![1])
    await person.submit('/mails', 'retry-mail', {})

    const late = await other.post('/mails/erneut-versuchen', { _csrf: csrf, _key: key })

    expect(late.status).toBe(409)
    expect(late.text).toContain('data-code="mail-not-stuck"')
  })
})

describe('anybody else', () => {
  test('learns nothing of mails and cannot have them sent again', async () => {
    await stuckMail()
    const person = new Person(app)
    await person.signIn('hr@example.org', password)

    expect((await person.get('/mails')).status).toBe(404)
    const { text } = await person.get('/lizenzen')
    const csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? ''
    const tried = await person.post('/mails/erneut-versuchen', { _csrf: csrf, _key: randomUUID() })
    expect(tried.status).toBe(404)
    expect(await states()).toEqual(['stuck'])
  })
})

describe('a machine that looks after the server', () => {
  const readiness = async (now: string) => (await supertest(testServer(testDeps(deps.db, now))).get('/readyz')).status

  test('is not alarmed by a mail that is stuck or has just been promised', async () => {
    await stuckMail()
    await promiseMail()

    expect(await readiness('2026-12-01T08:59:00.000Z')).toBe(200)
  })

  test('is told when mails have been due for an hour and nobody sends them', async () => {
    await promiseMail()

    expect(await readiness('2026-12-01T09:01:00.000Z')).toBe(503)
  })

  test('is not alarmed while a sender catches up with what was left', async () => {
    await promiseMail()
    await promiseMail()
    await sendNextMail(deps)(() => Promise.resolve({ ok: true }))

    expect(await readiness('2026-12-01T09:01:00.000Z')).toBe(200)
  })
})
