import type { ExpressionBuilder } from 'kysely'
import type { Instant } from '../domain/day.ts'
import type { CameBy, EmploymentAnswer, NamingRequest } from '../domain/employment.ts'
import type { Scope } from '../policy/scope.ts'
import type { Db, Trx } from './db.ts'
import { inBatches } from './in-batches.ts'
import type { Schema } from './schema.ts'
import { listRounds, lockRoundsOfYear } from './rounds-of-year.ts'
import { within } from './within.ts'

/**
 * Somebody who says that it works for a company, and what the company says to it: a row of `employer`. What a place request says of
 * it is a row of `employment`, with the number of the guardian.
 */
export type Employment = {
  accountId: string
  companyId: string
  company: string
  name: string
  email: string
  cameBy: CameBy
  toldAt: Instant
  confirmedAt: Instant | null
  deniedAt: Instant | null
  version: number
}
export type EmploymentKey = Pick<Employment, 'accountId' | 'companyId'>

/** Of a company or of a person, the latest first. */
export async function listEmployments(db: Db | Trx, scope: Scope): Promise<Employment[]> {
  return employmentsWithin(db, scope).orderBy('told_at', 'desc').orderBy('account.id').execute()
}

export async function findEmployment(
  db: Db | Trx,
  scope: Scope,
  { accountId, companyId }: EmploymentKey,
): Promise<Employment | undefined> {
  return employmentsWithin(db, scope)
    .where('employer.account_id', '=', accountId)
    .where('employer.company_id', '=', companyId)
    .executeTakeFirst()
}

function employmentsWithin(db: Db | Trx, scope: Scope) {
  return db
    .selectFrom('employer')
    .innerJoin('account', 'account.id', 'employer.account_id')
    .innerJoin('company', 'company.id', 'employer.company_id')
    .select([
      'account.id as accountId',
      'company.id as companyId',
      'company.name as company',
      'account.display_name as name',
      'account.email',
      'came_by as cameBy',
      'told_at as toldAt',
      'confirmed_at as confirmedAt',
      'denied_at as deniedAt',
      'employer.version',
    ])
    .where(within(scope, { company: 'employer.company_id', account: 'employer.account_id' }))
}

/** How many a company has not answered yet. */
export async function countOpenEmployments(db: Db, scope: Scope): Promise<number> {
  const { open } = await db
    .selectFrom('employer')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('confirmed_at', 'is', null)
    .where('denied_at', 'is', null)
    .where(within(scope, { company: 'employer.company_id' }))
    .executeTakeFirstOrThrow()
  return open
}

/** False where somebody else has answered meanwhile. `version` is the one that was seen. */
export async function saveEmploymentAnswer(
  trx: Trx,
  { accountId, companyId, version }: EmploymentKey & { version: number },
  { answer, at }: { answer: EmploymentAnswer; at: Instant },
): Promise<boolean> {
  const saved = await trx
    .updateTable('employer')
    .set({
      confirmed_at: answer === 'confirmed' ? at : null,
      denied_at: answer === 'denied' ? at : null,
      version: version + 1,
    })
    .where('account_id', '=', accountId)
    .where('company_id', '=', companyId)
    .where('version', '=', version)
    .executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

/**
 * The place requests that name this company as the employer of this very guardian. From here on nobody freezes a round that they
 * could be in, until the transaction ends.
 */
export async function lockRequestsNaming(trx: Trx, { accountId, companyId }: EmploymentKey): Promise<NamingRequest[]> {
  const company = await trx.selectFrom('company').select('consortium_id').where('id', '=', companyId).executeTakeFirst()
  const rounds = await listRounds(trx, company ? [company.consortium_id] : [])
  const years = new Map(rounds.map((round) => [round.kitaYear, round.consortiumId]))
  for (const [kitaYear, consortiumId] of years) await lockRoundsOfYear(trx, consortiumId, kitaYear)
  const rows = await trx
    .selectFrom('guardian')
    .innerJoin('place_request', 'place_request.family_id', 'guardian.family_id')
    .innerJoin('employment', (join) =>
      join.onRef('employment.request_id', '=', 'place_request.id').onRef('employment.guardian', '=', 'guardian.number'),
    )
    .select(['place_request.id', 'place_request.state', 'employment.confirmed_at'])
    .where('guardian.account_id', '=', accountId)
    .where('employment.company_id', '=', companyId)
    .orderBy('place_request.id')
    .execute()
  return rows.map(({ id, state, confirmed_at }) => ({ id, state, confirmed: confirmed_at !== null }))
}

/** What a company says counts for these requests; null takes a confirmation away. */
export async function saveConfirmedInRequests(
  trx: Trx,
  companyId: string,
  requestIds: readonly string[],
  confirmedAt: Instant | null,
): Promise<void> {
  await inBatches(requestIds, (batch) =>
    trx
      .updateTable('employment')
      .set({ confirmed_at: confirmedAt })
      .where('company_id', '=', companyId)
      .where('request_id', 'in', batch)
      .execute(),
  )
}

/** A company that answered while these requests were frozen was right too late: once they are thawed, it counts for them as well. */
export async function saveLateConfirmations(trx: Trx, requestIds: readonly string[]): Promise<void> {
  await inBatches(requestIds, (batch) =>
    trx
      .updateTable('employment')
      .set((eb) => ({ confirmed_at: confirmedByEmployer(eb) }))
      .where('confirmed_at', 'is', null)
      .where('request_id', 'in', batch)
      .execute(),
  )
}

/** When the company of an employment has confirmed it of the guardian who named it; null where it has not. */
function confirmedByEmployer(eb: ExpressionBuilder<Schema, 'employment'>) {
  return eb
    .selectFrom('employer')
    .innerJoin('guardian', 'guardian.account_id', 'employer.account_id')
    .innerJoin('place_request', 'place_request.family_id', 'guardian.family_id')
    .select('employer.confirmed_at')
    .whereRef('place_request.id', '=', 'employment.request_id')
    .whereRef('guardian.number', '=', 'employment.guardian')
    .whereRef('employer.company_id', '=', 'employment.company_id')
    .limit(1)
}
