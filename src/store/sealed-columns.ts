import { sql } from 'kysely'
import type { Db, Trx } from './db.ts'
import type { Keyring } from './keyring.ts'

/** Every column that holds sealed text, with the column whose value stands in its place (`table.column/id`). */
export const sealedColumns = [
  { table: 'outbox', column: 'content', id: 'id' },
  { table: 'subject_key', column: 'sealed_key', id: 'subject' },
  { table: 'guardian_contact', column: 'sealed', id: 'guardian_id' },
  { table: 'child_particulars', column: 'sealed', id: 'child_id' },
  { table: 'totp_factor', column: 'secret', id: 'account_id' },
] as const
export type SealedColumn = (typeof sealedColumns)[number]

type SealedRow = { id: string; sealed: string }

/** Rows that another key than the present one has sealed; `after` goes on behind an id. */
export async function listSealedOtherwise(
  db: Db,
  keyring: Keyring,
  { table, column, id }: SealedColumn,
  { after, most }: { after: string; most: number },
): Promise<{ rows: SealedRow[]; last: string | undefined }> {
  const { rows } = await sql<SealedRow>`
    select ${sql.ref(id)} as id, ${sql.ref(column)} as sealed from ${sql.table(table)}
    where ${sql.ref(column)} is not null and ${sql.ref(id)} > ${after}
    order by ${sql.ref(id)} limit ${most}`.execute(db)
  return { rows: rows.filter(({ sealed }) => !keyring.isCurrent(sealed)), last: rows.at(-1)?.id }
}

/** Where the text was changed meanwhile it was sealed by the present key then, and is left alone. */
export async function saveResealed(
  trx: Trx,
  keyring: Keyring,
  { table, column, id }: SealedColumn,
  row: SealedRow,
): Promise<void> {
  const place = `${table}.${column}/${row.id}`
  const resealed = keyring.seal(place, keyring.open(place, row.sealed))
  await sql`
    update ${sql.table(table)} set ${sql.ref(column)} = ${resealed}
    where ${sql.ref(id)} = ${row.id} and ${sql.ref(column)} = ${row.sealed}`.execute(trx)
}
