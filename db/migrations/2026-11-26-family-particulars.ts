import { type Kysely, sql } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/** How a guardian can be reached, and what may be sensitive of a child: both sealed, both gone with whom they are about. */
export async function up(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('guardian_contact')
    .addColumn('guardian_id', 'text', (column) =>
      column.primaryKey().notNull().references('guardian.id').onDelete('cascade'),
    )
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('address_secret', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addCheckConstraint('guardian_contact_secret', sql`address_secret in (0, 1)`)
    .execute()
  await db.schema
    .createTable('child_particulars')
    .addColumn('child_id', 'text', (column) => column.primaryKey().notNull().references('child.id').onDelete('cascade'))
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute()
}
