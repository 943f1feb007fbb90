import type { Role } from '../policy/policy.ts'
import type { Db } from './db.ts'

export type Account = {
  id: string
  name: string
  passwordHash: string
  disabled: boolean
  roles: { role: Role; subjectId: string }[]
}

export function normalisedEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase()
}

export async function findAccountByEmail(db: Db, email: string): Promise<Account | undefined> {
  return withRoles(
    db,
    await db.selectFrom('account').selectAll().where('email', '=', normalisedEmail(email)).executeTakeFirst(),
  )
}

export async function findAccount(db: Db, id: string): Promise<Account | undefined> {
  return withRoles(db, await db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst())
}

async function withRoles(
  db: Db,
  row: { id: string; display_name: string; password_hash: string; disabled_at: string | null } | undefined,
): Promise<Account | undefined> {
  if (!row) return undefined
  const roles = await db
    .selectFrom('account_role')
    .select(['role', 'subject_id'])
    .where('account_id', '=', row.id)
    .orderBy('role')
    .orderBy('subject_id')
    .execute()
  return {
    id: row.id,
    name: row.display_name,
    passwordHash: row.password_hash,
    disabled: row.disabled_at !== null,
    roles: roles.map(({ role, subject_id }) => ({ role, subjectId: subject_id })),
  }
}
