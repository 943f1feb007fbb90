import { type Kysely, sql } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/** What a family has chosen for its children who apply in the same round. No row: each on its own. */
export async function up(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('sibling_choice')
    .addColumn('family_id', 'text', (column) => column.notNull().references('family.id'))
    .addColumn('consortium_id', 'text', (column) => column.notNull().references('consortium.id'))
    .addColumn('kita_year', 'integer', (column) => column.notNull())
    .addColumn('choice', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('sibling_choice_once', ['family_id', 'consortium_id', 'kita_year'])
    .addCheckConstraint(
      'sibling_choice_word',
      sql`choice in ('independent', 'together-or-split', 'together-or-nothing')`,
    )
    .execute()
}
