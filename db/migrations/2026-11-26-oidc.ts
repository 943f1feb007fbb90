import type { Kysely } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/** Who at a company's OpenID Connect provider is which account. */
export async function up(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('oidc_identity')
    .addColumn('digest', 'text', (column) => column.primaryKey().notNull())
    .addColumn('account_id', 'text', (column) => column.notNull().references('account.id'))
    .addColumn('provider', 'text', (column) => column.notNull())
    .addColumn('linked_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('oidc_identity_once', ['account_id', 'provider'])
    .execute()
}
