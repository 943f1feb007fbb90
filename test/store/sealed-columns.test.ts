import { afterAll, beforeAll, expect, test } from 'vitest'
import { createActions } from '../../src/actions/app.ts'
import { demoNetwork } from '../../db/seed/demo-network.ts'
import { inTransaction, type Database } from '../../src/store/db.ts'
import { keyringOf } from '../../src/store/keyring.ts'
import { queueMail } from '../../src/store/outbox.ts'
import { sealedColumns } from '../../src/store/sealed-columns.ts'
import { testDeps, testSecrets } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'

let database: Database & { drop(): Promise<void> }
beforeAll(async () => {
  database = await migratedDatabase()
}, 60_000)
afterAll(() => database.drop())

/** Every sealed text in the database: `table.column` and the name of its key. */
async function sealedTexts(): Promise<{ where: string; key: string }[]> {
  const found: { where: string; key: string }[] = []
  for (const { name: table } of await database.db.introspection.getTables()) {
    const rows = await database.db
      .selectFrom(table as 'account')
      .selectAll()
      .execute()
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        const [, key] = /^v1\.([a-z0-9-]+)\.[\w-]+\.[\w-]+$/.exec(String(value)) ?? []
        if (key !== undefined) found.push({ where: `${table}.${column}`, key })
      }
    }
  }
  return found
}

test('after a rotation nothing is left under the old key, whatever column it is sealed in', async () => {
  const deps = testDeps(database.db)
  const actions = createActions(deps)
  const seeded = await actions.seedNetwork(demoNetwork(2027))
  if (!seeded.ok) throw new Error(seeded.refusal.kind)
  const parent = await actions.findViewer(seeded.value.ids.eltern1)
  const contact = { phone: '0202 1', street: 'Weg 1', postalCode: '42103', city: 'Ort' }
  await actions.changeContact(parent, { contact, addressSecret: true, version: 0, key: 'c' })
  const child = await database.db
    .selectFrom('child')
    .select('id')
    .where('family_id', '=', parent.subjects[0])
    .executeTakeFirstOrThrow()
  await actions.changeParticulars(parent, { childId: child.id, particulars: ['health'], version: 0, key: 'p' })
  const mail = { kind: 'already-registered', to: 'a@example.org', values: { name: 'A' } } as const
  await inTransaction(database.db, (trx) =>
    queueMail(trx, deps.keyring, { id: 'mail-1', accountId: null, mail, at: deps.now() }),
  )
  const before = await sealedTexts()
  expect(new Set(before.map(({ where }) => where))).toEqual(
    new Set(sealedColumns.map(({ table, column }) => `${table}.${column}`)),
  )

  const both = { current: 'k2', keys: { ...testSecrets.fields.keys, k2: '66'.repeat(32) } }
  const count = await createActions({ ...deps, keyring: keyringOf({ ...testSecrets, fields: both }) }).reseal()

  const after = await sealedTexts()
  expect(count).toBe(before.length)
  expect(new Set(after.map(({ key }) => key))).toEqual(new Set(['k2']))
  const newOnly = keyringOf({ ...testSecrets, fields: { current: 'k2', keys: { k2: '66'.repeat(32) } } })
  const shown = await createActions({ ...deps, keyring: newOnly }).showFamilyData(parent)
  expect(shown.own).toEqual({ contact, addressSecret: true, version: 1 })
})
