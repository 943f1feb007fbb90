import { type Kysely, sql } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/**
 * Lots come from a public random value that is named at the freeze, no longer from a seed recorded when the round is planned.
 * A draw by one person, and one without its seed, cannot be written.
 */
export async function up(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('draw')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('round_id', 'text', (column) => column.notNull().references('round.id'))
    .addColumn('named', 'text', (column) => column.notNull())
    .addColumn('rules', 'text', (column) => column.notNull())
    .addColumn('rules_hash', 'text', (column) => column.notNull())
    .addColumn('places_salt', 'text', (column) => column.notNull())
    .addColumn('root', 'text', (column) => column.notNull())
    .addColumn('frozen_by', 'text', (column) => column.notNull().references('account.id'))
    .addColumn('frozen_at', 'text', (column) => column.notNull())
    .addColumn('entered_by', 'text', (column) => column.references('account.id'))
    .addColumn('entered_at', 'text')
    .addColumn('randomness', 'text')
    .addColumn('drand_signature', 'text')
    .addColumn('differed_at', 'text')
    .addColumn('confirmed_by', 'text', (column) => column.references('account.id'))
    .addColumn('drawn_at', 'text')
    .addColumn('seed', 'text')
    .addCheckConstraint(
      'draw_entry_whole',
      sql`(entered_by is null) = (randomness is null) and (entered_by is null) = (entered_at is null)`,
    )
    .addCheckConstraint(
      'draw_by_two',
      sql`confirmed_by is null or (entered_by is not null and confirmed_by <> entered_by)`,
    )
    .addCheckConstraint(
      'draw_whole',
      sql`(confirmed_by is null) = (seed is null) and (confirmed_by is null) = (drawn_at is null)`,
    )
    .execute()
  // An index and no constraint of the table: thawing will want several draws of a round side by side.
  await db.schema.createIndex('draw_of_round').unique().on('draw').column('round_id').execute()
  await db.schema
    .createTable('draw_leaf')
    .addColumn('draw_id', 'text', (column) => column.notNull().references('draw.id'))
    .addColumn('ticket', 'text', (column) => column.notNull())
    .addColumn('leaf', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('draw_leaf_once', ['draw_id', 'ticket'])
    .execute()
  await db.schema.alterTable('round').dropColumn('seed').execute()
}
