import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../src/store/db.ts'
import { numRuns } from '../engine/support/problems.ts'
import { testDialect } from '../support/database.ts'
import { type Answer, type DemoApp, demoApp, HttpPerson, RunningApp } from '../support/running-app.ts'
import { followHistory } from '../support/two-person-history.ts'

/** The real server, on PostgreSQL two of it over one database: two coordinators who act at the same moment in several browsers. */

let demo: DemoApp
let database: Database
let other: RunningApp
const dataDir = mkdtempSync(join(tmpdir(), 'verbund-kita-second-'))

beforeAll(async () => {
  demo = await demoApp({ released: false })
  await demo.app.start()
  // SQLite is embedded in one process.
  other = testDialect() === 'postgres' ? await RunningApp.at(demo.databaseUrl, dataDir) : demo.app
  if (other !== demo.app) await other.start()
  database = openDatabase(demo.databaseUrl)
}, 90_000)
afterAll(async () => {
  await database.close()
  await other.kill()
  await demo.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

const signedIn = async (app: RunningApp, email: string) => {
  const person = new HttpPerson(app.url)
  await person.signIn(email)
  return person
}

test('approvals and a withdrawal that meet have one effect, over two processes, and everybody is told what became of it', async () => {
  const roundId = demo.ids['hauptvergabe-verbund-west']
  const round = `/vergaberunden/${roundId}`
  const first = await signedIn(demo.app, 'koordination@demo.example')
  const firstElsewhere = await signedIn(other, 'koordination@demo.example')
  const second = await signedIn(demo.app, 'koordination2@demo.example')
  const secondElsewhere = await signedIn(other, 'koordination2@demo.example')
  const stateOf = async () => {
    const row = await database.db
      .selectFrom('round')
      .select('state')
      .where('id', '=', roundId)
      .executeTakeFirstOrThrow()
    return row.state
  }

  let sent = 0
  for (let time = 0; time < numRuns(2); time++) {
    const act = (await stateOf()) === 'open' ? 'freeze' : 'thaw'
    const proposed =
      act === 'freeze'
        ? await first.submit(`${round}/einfrieren`, 'propose-freeze', { source: 'drand', drandRound: '1000' })
        : await first.submit(`${round}/auftauen`, 'propose-thaw', { reason: 'ordered' })
    expect(proposed.status).toBe(303)
    const forms = [
      { person: second, form: await second.form(round, `approve-${act}`) },
      { person: secondElsewhere, form: await secondElsewhere.form(round, `approve-${act}`) },
      { person: firstElsewhere, form: await firstElsewhere.form(round, `withdraw-${act}`) },
    ]
    const before = await stateOf()

    const answers = await Promise.all(forms.map(({ person, form }) => person.post(form.target, form.fields)))

    sent += answers.length
    const done = answers.map(({ status }) => status)
    expect(done.filter((status) => status === 303)).toHaveLength(1)
    expect(answers.filter((answer) => answer.status === 409).map(codeOf)).toEqual(['not-proposed', 'not-proposed'])
    expect((await stateOf()) !== before).toBe(done[2] !== 303)
  }

  const rows = await database.db
    .selectFrom('audit')
    .select(['action', 'actor', 'details'])
    .where('subject', '=', roundId)
    .orderBy('seq')
    .execute()
  const history = followHistory(rows.map((row) => ({ ...row, details: JSON.parse(row.details) as object as never })))
  expect(history.violations).toEqual([])
  expect([history.state, history.open]).toEqual([await stateOf(), []])
  console.info(`${sent} racing requests over HTTP, ${history.frozen} freezes, 0 violations`)
})

const codeOf = ({ text }: Answer) => /data-code="([^"]+)"/.exec(text)?.[1]
