import { type Kysely, sql } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/**
 * Allocations that are only tried out. They stand apart from the computations of a round, so that nothing which reads those can
 * take one for a result; only figures are kept of them.
 */
export async function up(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('dry_run')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('round_id', 'text', (column) => column.notNull().references('round.id'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('requested_by', 'text', (column) => column.notNull().references('account.id'))
    .addColumn('requested_at', 'text', (column) => column.notNull())
    .addColumn('problem', 'text')
    .addColumn('figures', 'text')
    .addColumn('outcome_hash', 'text')
    .addColumn('incident_number', 'text', (column) => column.unique())
    .addUniqueConstraint('dry_run_number', ['round_id', 'number'])
    .addCheckConstraint('dry_run_state', sql`state in ('queued', 'computed', 'incident')`)
    // The input is kept for as long as it is needed, figures only of what was verified.
    .addCheckConstraint(
      'dry_run_whole',
      sql`(state = 'queued') = (problem is not null) and (state = 'computed') = (figures is not null)
        and (state = 'computed') = (outcome_hash is not null) and (state = 'incident') = (incident_number is not null)`,
    )
    .execute()
  await sql`create unique index dry_run_one_at_a_time on dry_run (round_id) where state = 'queued'`.execute(db)
}
