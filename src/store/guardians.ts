import type { Db } from './db.ts'
import type { Reader } from '../policy/visible-fields.ts'

/** Which guardian of a family somebody is: the first applies, the others see less of each other. */
export type GuardianReader = { reader: Extract<Reader, 'guardian' | 'otherGuardian'>; number: number }

/** Whoever holds the family's account without being named as its guardian is who applied. */
export async function findGuardianReader(db: Db, accountId: string, familyId: string): Promise<GuardianReader> {
  const row = await db
    .selectFrom('guardian')
    .select('number')
    .where('account_id', '=', accountId)
    .where('family_id', '=', familyId)
    .executeTakeFirst()
  const number = row?.number ?? 1
  return { reader: number === 1 ? 'guardian' : 'otherGuardian', number }
}
