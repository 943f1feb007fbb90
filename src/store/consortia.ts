import type { Trx } from './db.ts'

export async function insertConsortium(trx: Trx, row: { id: string; name: string; region: string }): Promise<void> {
  await trx.insertInto('consortium').values(row).execute()
}
