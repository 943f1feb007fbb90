import type { Instant } from '../domain/day.ts'
import type { Scope } from '../policy/scope.ts'
import type { Db, Trx } from './db.ts'
import { within } from './within.ts'

export type CompanyCode = {
  id: string
  companyId: string
  company: string
  label: string
  uses: number
  usesLeft: number
  madeAt: Instant
  validUntil: Instant
  withdrawnAt: Instant | null
}

export async function listCompanyCodes(db: Db, scope: Scope): Promise<CompanyCode[]> {
  return db
    .selectFrom('company_code')
    .innerJoin('company', 'company.id', 'company_code.company_id')
    .select([
      'company_code.id',
      'company_code.company_id as companyId',
      'company.name as company',
      'label',
      'uses',
      'uses_left as usesLeft',
      'made_at as madeAt',
      'valid_until as validUntil',
      'withdrawn_at as withdrawnAt',
    ])
    .where(within(scope, { company: 'company_code.company_id' }))
    .orderBy('made_at', 'desc')
    .orderBy('company_code.id')
    .execute()
}

export type NewCompanyCode = {
  id: string
  companyId: string
  codeHash: string
  label: string
  uses: number
  madeBy: string
  at: Instant
  validUntil: Instant
}

export async function insertCompanyCode(trx: Trx, code: NewCompanyCode): Promise<void> {
  await trx
    .insertInto('company_code')
    .values({
      id: code.id,
      company_id: code.companyId,
      code_hash: code.codeHash,
      label: code.label,
      uses: code.uses,
      uses_left: code.uses,
      made_by: code.madeBy,
      made_at: code.at,
      valid_until: code.validUntil,
      withdrawn_at: null,
    })
    .execute()
}

/** False where it was withdrawn before. */
export async function withdrawCompanyCode(trx: Trx, id: string, at: Instant): Promise<boolean> {
  const withdrawn = await trx
    .updateTable('company_code')
    .set({ withdrawn_at: at })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return withdrawn.numUpdatedRows === 1n
}

/**
 * Takes one use of a code in a single statement, so that of many who come at once no more get through than it has uses.
 *
 * @returns the code's id, or undefined where nobody may register with it: unknown, used up, past its day, withdrawn
 */
export async function takeUse(trx: Trx, codeHash: string, at: Instant): Promise<string | undefined> {
  const taken = await trx
    .updateTable('company_code')
    .set(({ eb }) => ({ uses_left: eb('uses_left', '-', 1) }))
    .where('code_hash', '=', codeHash)
    .where('uses_left', '>', 0)
    .where('valid_until', '>=', at)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return taken?.id
}

export async function returnUse(trx: Trx, codeId: string): Promise<void> {
  await trx
    .updateTable('company_code')
    .set(({ eb }) => ({ uses_left: eb('uses_left', '+', 1) }))
    .where('id', '=', codeId)
    .execute()
}
