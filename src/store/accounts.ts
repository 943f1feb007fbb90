import { sql } from 'kysely'
import type { Instant } from '../domain/day.ts'
import type { Role } from '../policy/policy.ts'
import type { Db, Trx } from './db.ts'
import { type LentRole, listLentRoles } from './delegations.ts'

export type HeldRole = { role: Role; subjectId: string } | LentRole

export type Account = {
  id: string
  name: string
  email: string
  passwordHash: string
  disabled: boolean
  /** Whether it wants a code by mail from browsers that it does not know. */
  asksDeviceCode: boolean
  /** `until` and `insteadOf` of a role that somebody else has lent. */
  roles: HeldRole[]
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

/** @param at with the roles that it holds by then, itself or lent by others; without, only those it holds itself now */
export async function findAccount(db: Db, id: string, at?: Instant): Promise<Account | undefined> {
  return withRoles(db, await db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst(), at)
}

/** Changes of one account's factors wait for each other, on either database. */
export async function lockAccount(trx: Trx, accountId: string): Promise<void> {
  await trx.updateTable('account').set({ id: accountId }).where('id', '=', accountId).execute()
}

/** Like `findAccountByEmail`, but waits for whoever is changing that account, and finds what has become of it. */
export async function lockAccountByEmail(trx: Trx, email: string): Promise<Account | undefined> {
  const found = await findAccountByEmail(trx, email)
  if (!found) return undefined
  await lockAccount(trx, found.id)
  return findAccountByEmail(trx, email)
}

/** Whether a second factor has been set up: an app, or a passkey. Recovery codes are none; they only stand in for one. */
export async function hasFactor(db: Db, accountId: string): Promise<boolean> {
  const app = db.selectFrom('totp_factor').select('account_id').where('account_id', '=', accountId)
  const passkey = db.selectFrom('passkey').select('account_id').where('account_id', '=', accountId)
  return (await app.unionAll(passkey).execute()).length > 0
}

/**
 * Gives an account another address. False where that belongs to an account already, also to one that takes it at the same moment:
 * PostgreSQL tells that only when the row is written, and would end the whole transaction without the savepoint.
 */
export async function saveEmail(trx: Trx, accountId: string, email: string): Promise<boolean> {
  if (await findAccountByEmail(trx, email)) return false
  await sql`savepoint before_email`.execute(trx)
  try {
    await trx
      .updateTable('account')
      .set({ email: normalisedEmail(email) })
      .where('id', '=', accountId)
      .execute()
    await sql`release savepoint before_email`.execute(trx)
    return true
  } catch (error) {
    if (!isTaken(error)) throw error
    await sql`rollback to savepoint before_email`.execute(trx)
    return false
  }
}

/** A value that stands in a unique column already, as SQLite and PostgreSQL (23505) say it. */
const isTaken = (error: unknown): boolean =>
  error instanceof Error && ['SQLITE_CONSTRAINT_UNIQUE', '23505'].includes(String((error as { code?: unknown }).code))

type AccountRow = {
  id: string
  email: string
  display_name: string
  password_hash: string
  disabled_at: string | null
  asks_device_code: 0 | 1
}

async function withRoles(db: Db, row: AccountRow | undefined, at?: Instant): Promise<Account | undefined> {
  // Asked for nobody too: one query less would tell by its time that there is no such account.
  const roles = await heldRoles(db, row?.id ?? '', at)
  if (!row) return undefined
  return {
    id: row.id,
    name: row.display_name,
    email: row.email,
    passwordHash: row.password_hash,
    disabled: row.disabled_at !== null,
    asksDeviceCode: row.asks_device_code === 1,
    roles,
  }
}

/** The one place that says which roles somebody holds. */
async function heldRoles(db: Db, accountId: string, at: Instant | undefined): Promise<HeldRole[]> {
  const rows = await db
    .selectFrom('account_role')
    .select(['role', 'subject_id', 'given_at'])
    .where('account_id', '=', accountId)
    .orderBy('role')
    .orderBy('subject_id')
    .execute()
  const own = rows
    .filter(({ given_at }) => at === undefined || given_at === null || given_at <= at)
    .map(({ role, subject_id }) => ({ role, subjectId: subject_id }))
  return at === undefined ? own : [...own, ...(await listLentRoles(db, accountId, at))]
}

/** An account that can sign in at once. */
export async function insertAccount(
  trx: Trx,
  account: Pick<Account, 'id' | 'email' | 'name' | 'passwordHash' | 'roles'>,
): Promise<void> {
  await trx
    .insertInto('account')
    .values({
      id: account.id,
      email: normalisedEmail(account.email),
      display_name: account.name,
      password_hash: account.passwordHash,
      disabled_at: null,
    })
    .execute()
  for (const { role, subjectId } of account.roles)
    await trx.insertInto('account_role').values({ account_id: account.id, role, subject_id: subjectId }).execute()
}

export async function setAsksDeviceCode(trx: Trx, id: string, on: boolean): Promise<void> {
  await trx
    .updateTable('account')
    .set({ asks_device_code: on ? 1 : 0 })
    .where('id', '=', id)
    .execute()
}

export async function disableAccount(trx: Trx, id: string, at: Instant): Promise<void> {
  await trx.updateTable('account').set({ disabled_at: at }).where('id', '=', id).execute()
}
