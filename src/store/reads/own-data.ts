import { sql } from 'kysely'
import type { Db } from '../db.ts'
import { findGuardianReader } from '../guardians.ts'
import type { Keyring } from '../keyring.ts'
import {
  type ExportedTable,
  exportedTables,
  personalData,
  type PersonKind,
  type PersonalTable,
} from '../personal-data.ts'

export type OwnRow = Readonly<Record<string, string | number | null>>

export type OwnData = {
  tables: { table: ExportedTable; rows: OwnRow[] }[]
  /** What the ids of consortia, companies, Kitas and place classes in the rows are called; of a request and a child, the child. */
  names: Record<string, string>
}

/** Everything the database holds of one account and its families, table by table, without what is another person's. */
export async function readOwnData(
  db: Db,
  keyring: Keyring,
  person: { accountId: string; familyIds: readonly string[] },
): Promise<OwnData> {
  const ids = await idsOf(db, person)
  // Of the employers in a request one's own: the other guardian's is not told.
  const numbers = await guardianNumbers(db, person)
  const tables: OwnData['tables'] = []
  for (const table of exportedTables) {
    const rows = await rowsOf(db, table, ids)
    const own =
      table === 'employment' ? rows.filter((row) => numbers.get(String(row.request_id)) === row.guardian) : rows
    tables.push({ table, rows: own.map((row) => opened(keyring, table, row)) })
  }
  return { tables, names: await namesIn(db, tables) }
}

/** Of each request, as which guardian the account stands in its family: the same answer as on the request's page. */
async function guardianNumbers(
  db: Db,
  { accountId, familyIds }: { accountId: string; familyIds: readonly string[] },
): Promise<Map<string, number>> {
  const numbers = new Map<string, number>()
  for (const familyId of familyIds) {
    const { number } = await findGuardianReader(db, accountId, familyId)
    const requests = await db.selectFrom('place_request').select('id').where('family_id', '=', familyId).execute()
    for (const { id } of requests) numbers.set(id, number)
  }
  return numbers
}

type Ids = Readonly<Record<PersonKind, readonly string[]>>

async function idsOf(
  db: Db,
  { accountId, familyIds }: { accountId: string; familyIds: readonly string[] },
): Promise<Ids> {
  const families = [...familyIds, '']
  const guardians = await db
    .selectFrom('guardian')
    .select('id')
    .where('account_id', '=', accountId)
    .where('family_id', 'in', families)
    .execute()
  const children = await db.selectFrom('child').select('id').where('family_id', 'in', families).execute()
  const requests = await db
    .selectFrom('place_request')
    .select(['id', 'ticket'])
    .where('family_id', 'in', families)
    .execute()
  return {
    account: [accountId],
    family: familyIds,
    'own-guardian': guardians.map(({ id }) => id),
    child: children.map(({ id }) => id),
    request: requests.map(({ id }) => id),
    ticket: requests.flatMap(({ ticket }) => ticket ?? []),
  }
}

async function rowsOf(db: Db, table: ExportedTable, ids: Ids): Promise<OwnRow[]> {
  const { about, columns }: PersonalTable = personalData[table]
  const key = about[0].column
  const conditions = about.flatMap(({ column, of }) =>
    ids[of].length === 0 ? [] : [sql`${sql.ref(column)} in (${sql.join(ids[of])})`],
  )
  if (conditions.length === 0) return []
  const selected = [...new Set([key, ...columns])].map((column) => sql.ref(column))
  const query = sql<OwnRow>`select ${sql.join(selected)} from ${sql.table(table)} where ${sql.join(conditions, sql` or `)}`
  return (await query.execute(db)).rows
}

/** What is sealed is opened for whom it is about, and the column that found the row is left out where nobody asked for it. */
function opened(keyring: Keyring, table: ExportedTable, row: OwnRow): OwnRow {
  const { about, columns }: PersonalTable = personalData[table]
  const entries = columns.flatMap((column): [string, string | number | null][] => {
    const value = row[column]
    if (column !== 'sealed') return [[column, value]]
    const content = JSON.parse(keyring.open(`${table}.sealed/${row[about[0].column]}`, String(value))) as unknown
    return Array.isArray(content)
      ? content.map((one): [string, string] => [String(one), 'yes'])
      : Object.entries(content as Record<string, string>)
  })
  return Object.fromEntries(entries)
}

async function namesIn(db: Db, tables: OwnData['tables']): Promise<Record<string, string>> {
  const named = new Set(
    tables.flatMap(({ rows }) =>
      rows.flatMap((row) =>
        Object.entries(row).flatMap(([column, value]) => (column.endsWith('_id') ? String(value) : [])),
      ),
    ),
  )
  const ids = [...named, '']
  const names: Record<string, string> = {}
  for (const table of ['consortium', 'provider', 'company', 'kita'] as const) {
    for (const { id, name } of await db.selectFrom(table).select(['id', 'name']).where('id', 'in', ids).execute())
      names[id] = name
  }
  const classes = await db
    .selectFrom('place_class')
    .innerJoin('kita', 'kita.id', 'place_class.kita_id')
    .select(['place_class.id', 'kita.name', 'age_band', 'hours', 'start_month'])
    .where('place_class.id', 'in', ids)
    .execute()
  for (const { id, name, age_band, hours, start_month } of classes)
    names[id] = `${name}, ${age_band}, ${hours} h, ${start_month.slice(0, 7)}`
  const children = await db
    .selectFrom('child')
    .leftJoin('place_request', 'place_request.child_id', 'child.id')
    .select(['child.id', 'given_name', 'place_request.id as request_id'])
    .where('child.id', 'in', ids)
    .execute()
  for (const { id, given_name, request_id } of children) {
    names[id] = given_name
    if (request_id !== null) names[request_id] = given_name
  }
  return names
}
