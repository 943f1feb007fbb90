import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf } from '../../src/actions/code-of.ts'
import { createActions } from '../../src/actions/app.ts'
import { hashToken } from '../../src/store/hash-token.ts'
import { keyringOf } from '../../src/store/keyring.ts'
import { type Database, openDatabase } from '../../src/store/db.ts'
import { anAccount, anOpenRound } from '../support/builders.ts'
import { type FreshDatabase, freshMigratedDatabase } from '../support/database.ts'
import { testDeps, testSecrets } from '../support/deps.ts'
import { HttpPerson, RunningApp } from '../support/running-app.ts'

/** Two processes of the server on one database, as behind a load balancer; people come through either at the same moment. */

let fresh: FreshDatabase
let database: Database
let folder: string
let servers: RunningApp[]
let codeId: string
let code: string

beforeAll(async () => {
  fresh = await freshMigratedDatabase()
  database = openDatabase(fresh.url)
  await anOpenRound(database.db)
  await anAccount(database.db, { id: 'hr', role: 'hr', subjects: ['company-a'], passwordHash: '-' })
  folder = mkdtempSync(join(tmpdir(), 'verbund-kita-race-'))
  const keyring = keyringOf(testSecrets)
  const actions = createActions({ ...testDeps(database.db), now: () => new Date().toISOString() })
  const hr = { accountId: 'hr', name: 'HR', role: 'hr', subjects: ['company-a'] } as const
  const validTo = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  const made = await actions.makeCompanyCode(hr, {
    companyId: 'company-a',
    label: 'race',
    uses: 5,
    validTo,
    key: 'code',
  })
  if (!made.ok) throw new Error(made.refusal.kind)
  codeId = made.value.codeId
  code = codeOf({ keyring }, codeId)
  const given = await actions.giveInvitation(hr, {
    role: 'hr',
    subjectId: 'company-a',
    email: 'gast@example.org',
    key: 'invitation',
  })
  if (!given.ok) throw new Error(given.refusal.kind)
  await database.db
    .updateTable('invitation')
    .set({ token_hash: hashToken('the-link') })
    .execute()
  servers = [await RunningApp.at(fresh.url, folder), await RunningApp.at(fresh.url, folder)]
  for (const server of servers) await server.start()
}, 120_000)
afterAll(async () => {
  for (const server of servers) await server.kill()
  await database.close()
  rmSync(folder, { recursive: true, force: true })
  await fresh.drop()
})

const password = 'der Elefant fiel in die Wupper'

/** Everybody opens the page first; then all send their forms at once. */
async function race(count: number, page: string, action: string, typed: (at: number) => Record<string, string>) {
  const people = Array.from({ length: count }, (_, at) => new HttpPerson(servers[at % servers.length].url))
  const forms: { target: string; fields: Record<string, string> }[] = []
  for (const person of people) forms.push(await person.form(page, action))
  const answers = await Promise.all(
    people.map((person, at) => person.post(forms[at].target, { ...forms[at].fields, ...typed(at) })),
  )
  return answers.map(({ status }) => status).toSorted((a, b) => a - b)
}
const times = (count: number, status: number) => Array<number>(count).fill(status)

describe('two servers on one database', () => {
  test('let as many register at once as the code has uses', async () => {
    const statuses = await race(24, '/registrieren', 'register-parent', (at) => ({
      code,
      givenName: 'Pia',
      familyName: 'Nummer',
      email: `pia-${at}@example.org`,
      password,
    }))

    expect(statuses).toEqual([...times(5, 303), ...times(19, 422)])
    const { uses_left } = await database.db
      .selectFrom('company_code')
      .select('uses_left')
      .where('id', '=', codeId)
      .executeTakeFirstOrThrow()
    expect(uses_left).toBe(0)
    expect(await database.db.selectFrom('registration').select('id').execute()).toHaveLength(5)
  })

  test('let one of twelve accept an invitation', async () => {
    const statuses = await race(12, '/einladung/the-link', 'accept-invitation', (at) => ({
      givenName: 'Gerda',
      familyName: `Gast ${at}`,
      password,
    }))

    expect(statuses).toEqual([303, ...times(11, 410)])
    const accounts = database.db.selectFrom('account').select('id').where('email', '=', 'gast@example.org')
    expect(await accounts.execute()).toHaveLength(1)
  })
})
