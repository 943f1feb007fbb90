import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import { fieldNames, readers, sightsOf } from '../../src/policy/visible-fields.ts'
import type { Database } from '../../src/store/db.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'
import { Person, testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let app: Express
beforeAll(async () => {
  database = await migratedDatabase()
  app = testServer(testDeps(database.db))
})
afterAll(() => database.drop())

type Shown = {
  readers: { reader: string }[]
  fields: { field: string; cells: { reader: string; never: boolean; sees: string[] }[] }[]
}

describe('whoever wants to know who sees what', () => {
  test('reads every cell of the table that decides, without signing in', async () => {
    const { body } = await new Person(app).get('/wer-sieht-was', 'application/json')

    const { fields } = body as Shown
    expect(fields.map(({ field }) => field)).toEqual(fieldNames)
    for (const { field, cells } of fields) {
      expect(cells.map(({ reader }) => reader)).toEqual(readers)
      for (const { reader, never, sees } of cells) {
        const sights = sightsOf(reader as (typeof readers)[number], field as (typeof fieldNames)[number])
        expect({ never, sights: sees.length }, `${field} ${reader}`).toEqual({
          never: sights.length === 0,
          sights: sights.length,
        })
      }
    }
  })

  test('narrows it to one role by the address alone, and reads in plain words from when on', async () => {
    const page = await new Person(app).get('/wer-sieht-was?rolle=kitaAdmin')

    expect(page.text).toContain('data-state="kitaAdmin"')
    expect(page.text).toContain('ab dem Vorschlag: nur das Alter in Monaten; ab der Zusage: alles')
    expect(page.text).not.toContain('data-reader="hr"')
  })

  test('a role that does not exist shows all of them', async () => {
    const { body } = await new Person(app).get('/wer-sieht-was?rolle=toString', 'application/json')

    expect((body as Shown).readers).toHaveLength(readers.length)
  })

  test('finds it at the foot of every page', async () => {
    const { text } = await new Person(app).get('/impressum')

    expect(text).toContain('href="/wer-sieht-was"')
  })
})
