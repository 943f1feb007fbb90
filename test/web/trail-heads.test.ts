import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import type { Deps } from '../../src/actions/deps.ts'
import { makeTrailHead } from '../../src/actions/trail/make-trail-head.ts'
import { isSignedBy, readNotes, readVerifierKey } from '../../src/engine/trail/head.ts'
import type { Database } from '../../src/store/db.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'
import { someEntries } from '../support/trail.ts'
import { Person, testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps
let app: Express

beforeEach(async () => {
  database = await migratedDatabase()
  deps = { ...testDeps(database.db), witnesses: ['presse@witness.example', 'rat@witness.example'] }
  app = testServer(deps)
})
afterEach(() => database.drop())

const headsMade = async (count: number) => {
  for (let at = 0; at < count; at++) {
    await someEntries(database.db, 1)
    await makeTrailHead(deps)()
  }
}

describe('anybody, without signing in', () => {
  test('reads the heads, the newest first, with all that it takes to check them, and nobody’s name', async () => {
    await headsMade(3)

    const page = await new Person(app).get('/protokoll')
    const json = await new Person(app).get('/protokoll', 'application/json')

    expect(page.status).toBe(200)
    expect(page.text).toContain('deckt Änderungen auf bis zum letzten Stand, den ein Zeuge hat')
    expect(page.text).toContain('an 2 Zeugen')
    expect(page.text).not.toMatch(/ticket-|account-|witness\.example/)
    const heads = json.body.heads as { size: number; note: string }[]
    expect(heads.map(({ size }) => size)).toEqual([3, 2, 1])
    const publicKey = readVerifierKey(json.body.verifierKey as string) ?? ''
    for (const { note, size } of heads) {
      const [head] = readNotes(note)
      expect([head.size, isSignedBy(head, publicKey)]).toEqual([size, true])
    }
  })

  test('takes them home as text, a page at a time', async () => {
    await headsMade(23)

    const first = await new Person(app).get('/protokoll')
    const second = await new Person(app).get('/protokoll?page=2')
    const file = await new Person(app).get('/protokoll/staende.txt?page=2')

    expect(first.text).toContain('1–20 von 23')
    expect(second.text).toContain('href="/protokoll/staende.txt?page&#x3D;2"')
    expect(file.headers['content-type']).toContain('text/plain')
    expect(file.headers['content-disposition']).toContain('protokoll-staende.txt')
    expect(readNotes(file.text).map(({ size }) => size)).toEqual([3, 2, 1])
  })

  test('is told kindly that there is none yet', async () => {
    const page = await new Person(app).get('/protokoll')

    expect(page.text).toContain('Noch gibt es keinen Stand.')
    expect(page.text).not.toContain('staende.txt')
  })

  test.each([
    [[], 'bekommt niemand außerhalb'],
    [['presse@witness.example'], 'nur ein Zeuge'],
  ])('is told when too few keep them: %j', async (witnesses, words) => {
    const page = await new Person(testServer({ ...deps, witnesses })).get('/protokoll')

    expect(page.text).toContain('data-code="witnesses-missing"')
    expect(page.text).toContain(words)
  })
})
