import { type Kysely, sql } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/** How people come in: invitations, codes of companies, registrations to be confirmed, links for a new password. */
export async function up(db: AnyDb): Promise<void> {
  await invitations(db)
  await registrations(db)
  await db.schema
    .createTable('password_reset')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('email', 'text')
    .addColumn('account_id', 'text', (column) => column.references('account.id').onDelete('cascade'))
    .addColumn('token_hash', 'text', (column) => column.unique())
    .addColumn('asked_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addCheckConstraint('password_reset_state', sql`state in ('asked', 'sent', 'used', 'idle')`)
    // An address is kept only until somebody has looked whose it is.
    .addCheckConstraint('password_reset_email', sql`(state = 'asked') = (email is not null)`)
    .addCheckConstraint(
      'password_reset_link',
      sql`state not in ('sent', 'used') or (account_id is not null and token_hash is not null)`,
    )
    .execute()
  await familyBeforeItsAddress(db)
}

async function invitations(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('invitation')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('subject_id', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('given_by', 'text', (column) => column.notNull().references('account.id'))
    .addColumn('given_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('accepted_at', 'text')
    .addColumn('accepted_by', 'text', (column) => column.references('account.id'))
    .addColumn('revoked_at', 'text')
    .addCheckConstraint('invitation_accepted_whole', sql`(accepted_at is null) = (accepted_by is null)`)
    .addCheckConstraint('invitation_ends_once', sql`accepted_at is null or revoked_at is null`)
    .execute()
  await db.schema.createIndex('invitation_subject').on('invitation').columns(['role', 'subject_id']).execute()
  await db.schema.alterTable('account_role').addColumn('given_at', 'text').execute()
}

async function registrations(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('company_code')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('company_id', 'text', (column) => column.notNull().references('company.id'))
    .addColumn('code_hash', 'text', (column) => column.notNull().unique())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('uses', 'integer', (column) => column.notNull())
    .addColumn('uses_left', 'integer', (column) => column.notNull())
    .addColumn('made_by', 'text', (column) => column.notNull().references('account.id'))
    .addColumn('made_at', 'text', (column) => column.notNull())
    .addColumn('valid_until', 'text', (column) => column.notNull())
    .addColumn('withdrawn_at', 'text')
    .addCheckConstraint('company_code_uses', sql`uses_left between 0 and uses and uses between 1 and 1000`)
    .execute()
  await db.schema
    .createTable('registration')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('code_id', 'text', (column) => column.notNull().references('company_code.id'))
    .addColumn('email', 'text')
    .addColumn('given_name', 'text')
    .addColumn('family_name', 'text')
    .addColumn('password_hash', 'text')
    .addColumn('token_hash', 'text', (column) => column.unique())
    .addColumn('asked_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addCheckConstraint('registration_state', sql`state in ('asked', 'sent', 'confirmed', 'idle')`)
    // What was typed is kept only until it has become an account, or cannot become one.
    .addCheckConstraint(
      'registration_typed',
      sql`(state in ('asked', 'sent')) = (email is not null and given_name is not null and family_name is not null and password_hash is not null)`,
    )
    .execute()
  await db.schema.createIndex('registration_expiry').on('registration').column('expires_at').execute()
  await db.schema
    .createTable('employer')
    .addColumn('account_id', 'text', (column) => column.notNull().references('account.id').onDelete('cascade'))
    .addColumn('company_id', 'text', (column) => column.notNull().references('company.id'))
    .addColumn('told_at', 'text', (column) => column.notNull())
    .addColumn('confirmed_at', 'text')
    .addPrimaryKeyConstraint('employer_once', ['account_id', 'company_id'])
    .execute()
}

/**
 * A parent has an account before anybody knows where the family lives. SQLite cannot take a column's NOT NULL away, so each
 * is made anew, on both databases alike.
 */
async function familyBeforeItsAddress(db: AnyDb): Promise<void> {
  const real = sql`double precision`
  for (const [column, type] of [
    ['longitude', real],
    ['latitude', real],
    ['district', 'text'],
  ] as const) {
    const before = `${column}_of_all`
    await db.schema.alterTable('family').renameColumn(column, before).execute()
    await db.schema.alterTable('family').addColumn(column, type).execute()
    await sql`update family set ${sql.ref(column)} = ${sql.ref(before)}`.execute(db)
    await db.schema.alterTable('family').dropColumn(before).execute()
  }
}
