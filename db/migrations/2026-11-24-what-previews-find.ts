import { type Kysely, sql } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/** Another points catalogue over the frozen input of one computation, and who would have got which place. It binds nobody. */
export async function up(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('catalogue_preview')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('computation_id', 'text', (column) => column.notNull().references('computation.id').onDelete('cascade'))
    .addColumn('requested_by', 'text', (column) => column.notNull().references('account.id'))
    .addColumn('requested_at', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('catalogue', 'text', (column) => column.notNull())
    .addColumn('catalogue_hash', 'text', (column) => column.notNull())
    .addColumn('assignments', 'text')
    .addColumn('outcome_hash', 'text')
    .addColumn('incident_number', 'text', (column) => column.unique())
    .addCheckConstraint('catalogue_preview_state', sql`state in ('queued', 'computed', 'incident')`)
    // As with a computation: what was not verified shows nothing but its number.
    .addCheckConstraint(
      'catalogue_preview_shows_only_verified',
      sql`(state = 'computed') = (assignments is not null) and (assignments is null) = (outcome_hash is null) and (state = 'incident') = (incident_number is not null)`,
    )
    .execute()
}
