import type { Insertable } from 'kysely'
import type { Network } from '../../domain/network.ts'
import type { Trx } from '../db.ts'
import type { Schema } from '../schema.ts'
import { accountRows, familyRows, requestRows } from './family-rows.ts'
import { companyRows, kitaRows, roundRows } from './kita-rows.ts'
import { type Names, Naming, type Rows } from './naming.ts'
import { serviceRows } from './service-rows.ts'

/** Writes a checked network. */
export async function insertNetwork(trx: Trx, network: Network, names: Names): Promise<void> {
  const naming = new Naming(names)
  const sections: Rows[] = [
    kitaRows(network, naming),
    accountRows(network, naming),
    familyRows(network, naming),
    companyRows(network, naming),
    requestRows(network, naming),
    roundRows(network, naming),
    serviceRows(network, naming),
  ]
  for (const rows of sections) {
    for (const table of Object.keys(rows) as (keyof Schema)[]) await insertInBatches(trx, table, rows[table] ?? [])
  }
}

// SQLite takes 32,766 values in a statement, PostgreSQL 65,535.
const valuesInAStatement = 15_000

async function insertInBatches(trx: Trx, table: keyof Schema, rows: object[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const size = Math.floor(valuesInAStatement / Object.keys(first).length)
  for (let at = 0; at < rows.length; at += size) {
    const batch = rows.slice(at, at + size) as Insertable<Schema[keyof Schema]>[]
    await trx.insertInto(table).values(batch).execute()
  }
}
