import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

type OldRelease = {
  round_id: string
  computation_id: string
  outcome_hash: string
  proposed_by: string
  proposed_at: string
  approved_by: string | null
  approved_at: string | null
}

/**
 * What takes two persons has one table; approved by one person it cannot be written. A release is the effect of such an act, and
 * exists only once it is approved: what was proposed or released before is carried over.
 */
export async function up(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('two_person_act')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('act', 'text', (column) => column.notNull())
    .addColumn('subject_id', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('content_hash', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('proposed_by', 'text', (column) => column.notNull().references('account.id'))
    .addColumn('proposed_role', 'text', (column) => column.notNull())
    .addColumn('proposed_at', 'text', (column) => column.notNull())
    .addColumn('decided_by', 'text', (column) => column.references('account.id'))
    .addColumn('decided_at', 'text')
    .addColumn('void_reason', 'text')
    .addCheckConstraint('two_person_act_state', sql`state in ('open', 'approved', 'withdrawn', 'void')`)
    .addCheckConstraint(
      'two_person_act_decided_whole',
      sql`(state = 'open') = (decided_by is null) and (state = 'open') = (decided_at is null)`,
    )
    .addCheckConstraint('two_person_act_by_two', sql`state <> 'approved' or decided_by <> proposed_by`)
    .addCheckConstraint('two_person_act_withdrawn_by_first', sql`state <> 'withdrawn' or decided_by = proposed_by`)
    .addCheckConstraint('two_person_act_void_with_reason', sql`(state = 'void') = (void_reason is not null)`)
    .execute()
  await sql`create unique index two_person_act_one_open on two_person_act (act, subject_id) where state = 'open'`.execute(
    db,
  )

  const releases = (await db.selectFrom('release').selectAll().execute()) as OldRelease[]
  await db.schema.dropTable('release').execute()
  await db.schema
    .createTable('release')
    .addColumn('round_id', 'text', (column) => column.primaryKey().notNull().references('round.id'))
    .addColumn('computation_id', 'text', (column) => column.notNull())
    .addColumn('outcome_hash', 'text', (column) => column.notNull())
    .addColumn('two_person_act_id', 'text', (column) => column.notNull().unique().references('two_person_act.id'))
    .addColumn('approved_at', 'text', (column) => column.notNull())
    .addForeignKeyConstraint('release_of_exactly_this_outcome', ['computation_id', 'outcome_hash'], 'computation', [
      'id',
      'outcome_hash',
    ])
    .execute()
  for (const release of releases) await carryOver(db, release)
}

async function carryOver(db: AnyDb, release: OldRelease): Promise<void> {
  const { round_id, computation_id, outcome_hash, approved_by, approved_at } = release
  const id = `release-${round_id}`
  // Canonical: keys in their order, as the program writes and hashes them.
  const choice = {}
  const facts = { computation: computation_id, outcomeHash: outcome_hash }
  const hashed = JSON.stringify({ act: 'release', choice, facts, subject: round_id })
  await db
    .insertInto('two_person_act')
    .values({
      id,
      act: 'release',
      subject_id: round_id,
      content: JSON.stringify({ choice, facts }),
      content_hash: createHash('sha256').update(hashed).digest('hex'),
      state: approved_by === null ? 'open' : 'approved',
      proposed_by: release.proposed_by,
      proposed_role: 'coordinator',
      proposed_at: release.proposed_at,
      decided_by: approved_by,
      decided_at: approved_at,
      void_reason: null,
    })
    .execute()
  if (approved_at === null) return
  await db
    .insertInto('release')
    .values({ round_id, computation_id, outcome_hash, two_person_act_id: id, approved_at })
    .execute()
}
