import { type CreateTableBuilder, type Kysely, type RawBuilder, sql, SqliteAdapter } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/**
 * The first schema. Whatever must never happen is refused by a constraint here, on both databases:
 * a place twice, a child twice, a quota exceeded, a place that was not wished for, a company that is not the child's.
 */
export async function up(db: AnyDb): Promise<void> {
  const sqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const day = sqlite ? sql`text` : sql`date`
  const real = sqlite ? sql`real` : sql`double precision`

  await singleRow(db, 'installation', (t) =>
    t.addColumn('name', 'text', required).addColumn('demo', 'integer', required),
  )
  await singleRow(db, 'write_probe', (t) => t.addColumn('at', 'text', required))
  await sql`insert into installation (id, name, demo) values (1, 'Verbund-Kita', 0)`.execute(db)
  await sql`insert into write_probe (id, at) values (1, '1970-01-01T00:00:00.000Z')`.execute(db)

  await consortiaAndKitas(db, real, day)
  await companiesAndQuotas(db, day)
  await accountsAndTrail(db)
  await familiesAndRequests(db, real, day)
  await roundsAndOutcomes(db, day)
  await registry(db, real, day)

  await forbidOverlap(db, sqlite, 'quota', ['company_id', 'kita_id', 'age_band', 'hours'])
  await forbidOverlap(db, sqlite, 'placement', ['child_id'])
  await forbidOverlap(db, sqlite, 'placement', ['quota_place_id'])
  await forbidChange(db, sqlite, 'audit')
}

type Table = CreateTableBuilder<string, string>
type Column = Parameters<Table['addColumn']>[2]

const required: Column = (column) => column.notNull()
// SQLite takes NULL in a primary key of text unless it is told not to.
const identity: Column = (column) => column.primaryKey().notNull()
const to =
  (target: string, cascade = false): Column =>
  (column) => {
    const reference = column.notNull().references(`${target}.id`)
    return cascade ? reference.onDelete('cascade') : reference
  }
const maybeTo =
  (target: string): Column =>
  (column) =>
    column.references(`${target}.id`)

async function table(db: AnyDb, name: string, define: (table: Table) => Table): Promise<void> {
  await define(db.schema.createTable(name)).execute()
}

function singleRow(db: AnyDb, name: string, define: (table: Table) => Table): Promise<void> {
  return table(db, name, (t) =>
    define(t.addColumn('id', 'integer', identity).addCheckConstraint(`${name}_one_row`, sql`id = 1`)),
  )
}

const ageBandAndHours = (t: Table): Table =>
  t.addColumn('age_band', 'text', required).addColumn('hours', 'integer', required)

const closedLists = (t: Table, name: string): Table =>
  t
    .addCheckConstraint(`${name}_age_band`, sql`age_band in ('U3', 'Ü3')`)
    .addCheckConstraint(`${name}_hours`, sql`hours in (25, 35, 45)`)

const validity = (t: Table, name: string, day: RawBuilder<unknown>): Table =>
  t
    .addColumn('valid_from', day, required)
    .addColumn('valid_to', day, required)
    .addCheckConstraint(`${name}_validity`, sql`valid_from <= valid_to`)

async function consortiaAndKitas(db: AnyDb, real: RawBuilder<unknown>, day: RawBuilder<unknown>): Promise<void> {
  await table(db, 'consortium', (t) =>
    t
      .addColumn('id', 'text', identity)
      .addColumn('name', 'text', (column) => column.notNull().unique())
      .addColumn('region', 'text', required),
  )
  await table(db, 'provider', (t) =>
    t.addColumn('id', 'text', identity).addColumn('name', 'text', required).addColumn('website', 'text'),
  )
  await table(db, 'kita', (t) =>
    t
      .addColumn('id', 'text', identity)
      .addColumn('consortium_id', 'text', to('consortium'))
      .addColumn('provider_id', 'text', to('provider'))
      .addColumn('name', 'text', required)
      .addColumn('street', 'text', required)
      .addColumn('city', 'text', required)
      .addColumn('longitude', real, required)
      .addColumn('latitude', real, required)
      .addColumn('licensed_places', 'integer', required)
      .addColumn('source', 'text', required)
      .addCheckConstraint('kita_licensed_places', sql`licensed_places > 0`),
  )
  await table(db, 'kita_group', (t) =>
    t
      .addColumn('id', 'text', identity)
      .addColumn('kita_id', 'text', to('kita'))
      .addColumn('name', 'text', required)
      .addColumn('form', 'text', required)
      .addColumn('places', 'integer', required)
      .addUniqueConstraint('kita_group_name', ['kita_id', 'name'])
      .addCheckConstraint('kita_group_form', sql`form in ('I', 'II', 'III')`)
      .addCheckConstraint('kita_group_places', sql`places between 1 and 25`),
  )
  await table(db, 'place_class', (t) =>
    closedLists(
      ageBandAndHours(t.addColumn('id', 'text', identity).addColumn('kita_id', 'text', to('kita'))),
      'place_class',
    )
      .addColumn('start_month', day, required)
      .addColumn('vacancies', 'integer', required)
      .addColumn('version', 'integer', required)
      .addUniqueConstraint('place_class_once', ['kita_id', 'age_band', 'hours', 'start_month'])
      .addUniqueConstraint('place_class_kind', ['id', 'kita_id', 'age_band', 'hours'])
      .addCheckConstraint('place_class_vacancies', sql`vacancies between 0 and 500`),
  )
}

async function companiesAndQuotas(db: AnyDb, day: RawBuilder<unknown>): Promise<void> {
  await table(db, 'company', (t) =>
    t
      .addColumn('id', 'text', identity)
      .addColumn('consortium_id', 'text', to('consortium'))
      .addColumn('name', 'text', required)
      .addColumn('kind', 'text', required)
      .addColumn('employees', 'integer', required)
      .addUniqueConstraint('company_name', ['consortium_id', 'name']),
  )
  await table(db, 'quota', (t) =>
    validity(
      closedLists(
        ageBandAndHours(
          t
            .addColumn('id', 'text', identity)
            .addColumn('company_id', 'text', to('company'))
            .addColumn('kita_id', 'text', to('kita')),
        ),
        'quota',
      ),
      'quota',
      day,
    )
      .addColumn('places', 'integer', required)
      .addColumn('monthly_fee_cents', 'integer', required)
      .addColumn('version', 'integer', required)
      .addUniqueConstraint('quota_kind', ['id', 'company_id', 'kita_id', 'age_band', 'hours', 'places'])
      .addCheckConstraint('quota_places', sql`places between 0 and 500`)
      .addCheckConstraint('quota_fee', sql`monthly_fee_cents >= 0`),
  )
  // The places of a contract as rows: a quota can't be exceeded, because there is no further row to count for it.
  await table(db, 'quota_place', (t) =>
    ageBandAndHours(
      t
        .addColumn('id', 'text', identity)
        .addColumn('quota_id', 'text', required)
        .addColumn('ordinal', 'integer', required)
        .addColumn('quota_places', 'integer', required)
        .addColumn('company_id', 'text', required)
        .addColumn('kita_id', 'text', required),
    )
      .addColumn('place_class_id', 'text')
      .addUniqueConstraint('quota_place_ordinal', ['quota_id', 'ordinal'])
      .addUniqueConstraint('quota_place_company', ['id', 'company_id'])
      .addUniqueConstraint('quota_place_kind', ['id', 'kita_id', 'age_band', 'hours'])
      .addCheckConstraint('quota_place_within_contract', sql`ordinal between 1 and quota_places`)
      .addForeignKeyConstraint(
        'quota_place_of_quota',
        ['quota_id', 'company_id', 'kita_id', 'age_band', 'hours', 'quota_places'],
        'quota',
        ['id', 'company_id', 'kita_id', 'age_band', 'hours', 'places'],
        (key) => key.onUpdate('cascade'),
      )
      .addForeignKeyConstraint(
        'quota_place_of_place_class',
        ['place_class_id', 'kita_id', 'age_band', 'hours'],
        'place_class',
        ['id', 'kita_id', 'age_band', 'hours'],
      ),
  )
}

async function accountsAndTrail(db: AnyDb): Promise<void> {
  await table(db, 'account', (t) =>
    t
      .addColumn('id', 'text', identity)
      .addColumn('email', 'text', (column) => column.notNull().unique())
      .addColumn('display_name', 'text', required)
      .addColumn('password_hash', 'text', required)
      .addColumn('disabled_at', 'text'),
  )
  await table(db, 'account_role', (t) =>
    t
      .addColumn('account_id', 'text', to('account', true))
      .addColumn('role', 'text', required)
      .addColumn('subject_id', 'text', required)
      .addPrimaryKeyConstraint('account_role_once', ['account_id', 'role', 'subject_id']),
  )
  await table(db, 'session', (t) =>
    t
      .addColumn('id_hash', 'text', identity)
      .addColumn('account_id', 'text', (column) => column.references('account.id').onDelete('cascade'))
      .addColumn('data', 'text', required)
      .addColumn('expires_at', 'text', required),
  )
  await table(db, 'act_key', (t) =>
    t
      .addColumn('account_id', 'text', to('account', true))
      .addColumn('key', 'text', required)
      .addColumn('act', 'text', required)
      .addColumn('content_hash', 'text', required)
      .addColumn('result', 'text', required)
      .addColumn('at', 'text', required)
      .addPrimaryKeyConstraint('act_key_once', ['account_id', 'key']),
  )
  await table(db, 'audit', (t) =>
    t
      .addColumn('seq', 'integer', identity)
      .addColumn('at', 'text', required)
      .addColumn('actor', 'text', required)
      .addColumn('role', 'text', required)
      .addColumn('action', 'text', required)
      .addColumn('subject', 'text', required)
      .addColumn('details', 'text', required)
      .addColumn('prev', 'text', required)
      .addColumn('hash', 'text', (column) => column.notNull().unique()),
  )
}

async function familiesAndRequests(db: AnyDb, real: RawBuilder<unknown>, day: RawBuilder<unknown>): Promise<void> {
  await table(db, 'family', (t) =>
    t
      .addColumn('id', 'text', identity)
      .addColumn('longitude', real, required)
      .addColumn('latitude', real, required)
      .addColumn('district', 'text', required),
  )
  await table(db, 'guardian', (t) =>
    t
      .addColumn('id', 'text', identity)
      .addColumn('family_id', 'text', to('family'))
      .addColumn('account_id', 'text', maybeTo('account'))
      .addColumn('given_name', 'text', required)
      .addColumn('family_name', 'text', required),
  )
  await table(db, 'child', (t) =>
    t
      .addColumn('id', 'text', identity)
      .addColumn('family_id', 'text', to('family'))
      .addColumn('given_name', 'text', required)
      .addColumn('family_name', 'text', required)
      .addColumn('birth_date', day, required),
  )
  await table(db, 'placement', (t) =>
    validity(
      closedLists(
        ageBandAndHours(t.addColumn('id', 'text', identity).addColumn('kita_id', 'text', to('kita'))),
        'placement',
      )
        .addColumn('child_id', 'text', maybeTo('child'))
        .addColumn('quota_place_id', 'text'),
      'placement',
      day,
    ).addForeignKeyConstraint(
      'placement_on_quota_place_of_its_kind',
      ['quota_place_id', 'kita_id', 'age_band', 'hours'],
      'quota_place',
      ['id', 'kita_id', 'age_band', 'hours'],
    ),
  )
  await table(db, 'place_request', (t) =>
    t
      .addColumn('id', 'text', identity)
      .addColumn('consortium_id', 'text', to('consortium'))
      .addColumn('kita_year', 'integer', required)
      .addColumn('family_id', 'text', maybeTo('family'))
      .addColumn('child_id', 'text', maybeTo('child'))
      .addColumn('ticket', 'text', (column) => column.unique())
      .addColumn('state', 'text', required)
      .addColumn('start_month', day, required)
      .addColumn('hours', 'integer', required)
      .addColumn('child_birth_month', day, required)
      .addColumn('submitted_at', 'text')
      .addColumn('version', 'integer', required)
      .addUniqueConstraint('place_request_once_a_year', ['child_id', 'kita_year'])
      .addCheckConstraint('place_request_hours', sql`hours in (25, 35, 45)`)
      .addCheckConstraint(
        'place_request_state',
        sql`state in ('draft', 'awaiting-parent', 'submitted', 'in-round', 'proposed', 'waiting', 'offered', 'accepted', 'ended', 'withdrawn', 'closed')`,
      ),
  )
  await table(db, 'employment', (t) =>
    t
      .addColumn('request_id', 'text', to('place_request', true))
      .addColumn('company_id', 'text', to('company'))
      .addColumn('guardian', 'integer', required)
      .addColumn('employee_name', 'text', required)
      .addColumn('employee_email', 'text')
      .addColumn('opened_by_company', 'integer', required)
      .addColumn('confirmed_at', 'text')
      .addPrimaryKeyConstraint('employment_once', ['request_id', 'company_id'])
      .addUniqueConstraint('employment_of_guardian', ['request_id', 'guardian'])
      .addCheckConstraint('employment_at_most_two', sql`guardian in (1, 2)`),
  )
  await table(db, 'wish', (t) =>
    t
      .addColumn('request_id', 'text', to('place_request', true))
      .addColumn('rank', 'integer', required)
      .addColumn('place_class_id', 'text', to('place_class'))
      .addPrimaryKeyConstraint('wish_rank_once', ['request_id', 'rank'])
      .addUniqueConstraint('wish_once', ['request_id', 'place_class_id'])
      .addCheckConstraint('wish_rank', sql`rank between 1 and 50`),
  )
  await table(db, 'criterion_answer', (t) =>
    t
      .addColumn('request_id', 'text', to('place_request', true))
      .addColumn('criterion', 'text', required)
      .addColumn('kita_id', 'text', maybeTo('kita'))
      .addColumn('value', 'integer', required)
      .addUniqueConstraint('criterion_answer_once', ['request_id', 'criterion', 'kita_id']),
  )
}

async function roundsAndOutcomes(db: AnyDb, day: RawBuilder<unknown>): Promise<void> {
  await table(db, 'points_catalogue', (t) =>
    validity(
      t
        .addColumn('id', 'text', identity)
        .addColumn('consortium_id', 'text', to('consortium'))
        .addColumn('version', 'text', required),
      'points_catalogue',
      day,
    )
      .addColumn('catalogue', 'text', required)
      .addColumn('hash', 'text', required)
      .addUniqueConstraint('points_catalogue_version', ['consortium_id', 'version']),
  )
  await table(db, 'round', (t) =>
    t
      .addColumn('id', 'text', identity)
      .addColumn('consortium_id', 'text', to('consortium'))
      .addColumn('kita_year', 'integer', required)
      .addColumn('name', 'text', required)
      .addColumn('state', 'text', required)
      .addColumn('applications_until', day, required)
      .addColumn('seed', 'text', required)
      .addColumn('catalogue_id', 'text', to('points_catalogue'))
      .addColumn('version', 'integer', required)
      .addUniqueConstraint('round_name', ['consortium_id', 'kita_year', 'name'])
      .addCheckConstraint(
        'round_state',
        sql`state in ('planned', 'open', 'frozen', 'drawn', 'computed', 'in-review', 'released', 'refilling', 'closed')`,
      ),
  )
  await table(db, 'computation', (t) =>
    t
      .addColumn('id', 'text', identity)
      .addColumn('round_id', 'text', to('round'))
      .addColumn('number', 'integer', required)
      .addColumn('state', 'text', required)
      .addColumn('requested_by', 'text', to('account'))
      .addColumn('requested_at', 'text', required)
      .addColumn('finished_at', 'text')
      .addColumn('milliseconds', 'integer')
      .addColumn('problem', 'text', required)
      .addColumn('problem_hash', 'text', required)
      .addColumn('outcome', 'text')
      .addColumn('outcome_hash', 'text')
      .addColumn('incident_number', 'text', (column) => column.unique())
      .addColumn('incident_reason', 'text')
      .addUniqueConstraint('computation_number', ['round_id', 'number'])
      .addUniqueConstraint('computation_outcome', ['id', 'outcome_hash'])
      .addCheckConstraint('computation_state', sql`state in ('queued', 'running', 'computed', 'incident', 'discarded')`)
      // What was not verified has no outcome; an incident has a number. Nothing in between.
      .addCheckConstraint(
        'computation_shows_only_verified',
        sql`(state <> 'computed' or (outcome is not null and outcome_hash is not null)) and (state <> 'incident' or (incident_number is not null and outcome is null))`,
      ),
  )
  await sql`create unique index computation_one_at_a_time on computation (round_id) where state in ('queued', 'running')`.execute(
    db,
  )
  await table(db, 'computation_program', (t) =>
    t
      .addColumn('computation_id', 'text', to('computation', true))
      .addColumn('place_class_id', 'text', to('place_class'))
      .addColumn('capacity', 'integer', required)
      .addColumn('held', 'integer', required)
      .addColumn('cutoffs', 'text', required)
      .addColumn('reserves', 'text', required)
      .addPrimaryKeyConstraint('computation_program_once', ['computation_id', 'place_class_id'])
      .addCheckConstraint('computation_program_capacity', sql`held between 0 and capacity`),
  )
  // The seats of a frozen round as rows: no proposal without a seat, no seat twice.
  await table(db, 'computation_seat', (t) =>
    t
      .addColumn('computation_id', 'text', to('computation', true))
      .addColumn('place_class_id', 'text', to('place_class'))
      .addColumn('seat_number', 'integer', required)
      .addPrimaryKeyConstraint('computation_seat_once', ['computation_id', 'place_class_id', 'seat_number'])
      .addCheckConstraint('computation_seat_number', sql`seat_number >= 1`),
  )
  // Each reserved place stands on a seat of its own, so the reserves can't exceed the capacity.
  await table(db, 'computation_reserve', (t) =>
    t
      .addColumn('computation_id', 'text', required)
      .addColumn('place_class_id', 'text', required)
      .addColumn('company_id', 'text', required)
      .addColumn('quota_place_id', 'text', required)
      .addColumn('seat_number', 'integer', required)
      .addPrimaryKeyConstraint('computation_reserve_quota_place_once', ['computation_id', 'quota_place_id'])
      .addUniqueConstraint('computation_reserve_seat_once', ['computation_id', 'place_class_id', 'seat_number'])
      .addUniqueConstraint('computation_reserve_of_company', [
        'computation_id',
        'place_class_id',
        'company_id',
        'quota_place_id',
      ])
      .addForeignKeyConstraint(
        'computation_reserve_on_seat',
        ['computation_id', 'place_class_id', 'seat_number'],
        'computation_seat',
        ['computation_id', 'place_class_id', 'seat_number'],
        (key) => key.onDelete('cascade'),
      )
      .addForeignKeyConstraint('computation_reserve_by_contract', ['quota_place_id', 'company_id'], 'quota_place', [
        'id',
        'company_id',
      ]),
  )
  await table(db, 'proposal', (t) =>
    t
      .addColumn('computation_id', 'text', required)
      .addColumn('request_id', 'text', required)
      .addColumn('place_class_id', 'text', required)
      .addColumn('seat_number', 'integer', required)
      .addColumn('company_id', 'text')
      .addColumn('quota_place_id', 'text')
      .addColumn('wish_rank', 'integer', required)
      .addPrimaryKeyConstraint('proposal_child_once', ['computation_id', 'request_id'])
      .addUniqueConstraint('proposal_seat_once', ['computation_id', 'place_class_id', 'seat_number'])
      .addUniqueConstraint('proposal_quota_place_once', ['computation_id', 'quota_place_id'])
      .addCheckConstraint('proposal_counts_wholly', sql`(company_id is null) = (quota_place_id is null)`)
      .addForeignKeyConstraint(
        'proposal_on_seat',
        ['computation_id', 'place_class_id', 'seat_number'],
        'computation_seat',
        ['computation_id', 'place_class_id', 'seat_number'],
        (key) => key.onDelete('cascade'),
      )
      .addForeignKeyConstraint('proposal_was_wished', ['request_id', 'place_class_id'], 'wish', [
        'request_id',
        'place_class_id',
      ])
      .addForeignKeyConstraint('proposal_of_own_company', ['request_id', 'company_id'], 'employment', [
        'request_id',
        'company_id',
      ])
      .addForeignKeyConstraint(
        'proposal_on_reserve',
        ['computation_id', 'place_class_id', 'company_id', 'quota_place_id'],
        'computation_reserve',
        ['computation_id', 'place_class_id', 'company_id', 'quota_place_id'],
      ),
  )
  await table(db, 'explanation', (t) =>
    t
      .addColumn('computation_id', 'text', to('computation', true))
      .addColumn('request_id', 'text', to('place_request'))
      .addColumn('score', 'integer', required)
      .addColumn('score_trace', 'text', required)
      .addColumn('wishes', 'text', required)
      .addPrimaryKeyConstraint('explanation_once', ['computation_id', 'request_id']),
  )
  await table(db, 'release', (t) =>
    t
      .addColumn('round_id', 'text', (column) => column.primaryKey().notNull().references('round.id'))
      .addColumn('computation_id', 'text', required)
      .addColumn('outcome_hash', 'text', required)
      .addColumn('proposed_by', 'text', to('account'))
      .addColumn('proposed_at', 'text', required)
      .addColumn('approved_by', 'text', maybeTo('account'))
      .addColumn('approved_at', 'text')
      .addCheckConstraint('release_by_two_persons', sql`approved_by is null or approved_by <> proposed_by`)
      .addForeignKeyConstraint('release_of_exactly_this_outcome', ['computation_id', 'outcome_hash'], 'computation', [
        'id',
        'outcome_hash',
      ]),
  )
  await table(db, 'job', (t) =>
    t
      .addColumn('id', 'text', identity)
      .addColumn('kind', 'text', required)
      .addColumn('subject_id', 'text', required)
      .addColumn('state', 'text', required)
      .addColumn('worker', 'text')
      .addColumn('attempts', 'integer', required)
      .addColumn('progress_done', 'integer', required)
      .addColumn('progress_total', 'integer', required)
      .addColumn('created_at', 'text', required)
      .addColumn('touched_at', 'text', required)
      .addCheckConstraint('job_state', sql`state in ('queued', 'running', 'done', 'failed')`),
  )
}

async function registry(db: AnyDb, real: RawBuilder<unknown>, day: RawBuilder<unknown>): Promise<void> {
  await table(db, 'service', (t) =>
    t
      .addColumn('id', 'text', identity)
      .addColumn('provider_id', 'text', to('provider'))
      .addColumn('name', 'text', required)
      .addColumn('kind', 'text', required)
      .addColumn('description', 'text', required)
      .addColumn('minimum_age_months', 'integer')
      .addColumn('maximum_age_months', 'integer')
      .addColumn('url', 'text')
      .addColumn('email', 'text')
      .addColumn('phone', 'text')
      .addColumn('languages', 'text', required)
      .addColumn('assured_date', day, required)
      .addColumn('assurer', 'text', required)
      .addColumn('status', 'text', required)
      .addCheckConstraint('service_status', sql`status in ('active', 'inactive')`),
  )
  await table(db, 'location', (t) =>
    t
      .addColumn('id', 'text', identity)
      .addColumn('name', 'text', required)
      .addColumn('street', 'text', required)
      .addColumn('city', 'text', required)
      .addColumn('longitude', real, required)
      .addColumn('latitude', real, required),
  )
  await table(db, 'service_at_location', (t) =>
    t
      .addColumn('id', 'text', identity)
      .addColumn('service_id', 'text', to('service', true))
      .addColumn('location_id', 'text', to('location'))
      .addUniqueConstraint('service_at_location_once', ['service_id', 'location_id']),
  )
  await table(db, 'schedule', (t) =>
    t
      .addColumn('id', 'text', identity)
      .addColumn('service_at_location_id', 'text', to('service_at_location', true))
      .addColumn('description', 'text', required)
      .addColumn('rrule', 'text', required)
      .addColumn('opens_at', 'text', required)
      .addColumn('closes_at', 'text', required)
      .addColumn('valid_from', day, required)
      .addColumn('valid_to', day),
  )
  await table(db, 'cost_option', (t) =>
    t
      .addColumn('id', 'text', identity)
      .addColumn('service_id', 'text', to('service', true))
      .addColumn('option', 'text', required)
      .addColumn('amount_cents', 'integer')
      .addColumn('amount_description', 'text', required),
  )
}

/** Two rows of the same `keys` (none of them null) may not share a day. PostgreSQL has it as a constraint, SQLite as triggers. */
async function forbidOverlap(db: AnyDb, sqlite: boolean, name: string, keys: string[]): Promise<void> {
  const constraint = `${name}_overlap_${keys.at(0)}`
  if (!sqlite) {
    await sql`create extension if not exists btree_gist`.execute(db)
    const same = sql.join(keys.map((key) => sql`${sql.ref(key)} with =`))
    await sql`alter table ${sql.table(name)} add constraint ${sql.ref(constraint)}
      exclude using gist (${same}, daterange(valid_from, valid_to, '[]') with &&)`.execute(db)
    return
  }
  const same = sql.join(
    keys.map((key) => sql`other.${sql.ref(key)} = new.${sql.ref(key)}`),
    sql` and `,
  )
  for (const event of ['insert', 'update']) {
    await sql`create trigger ${sql.ref(`${constraint}_${event}`)} before ${sql.raw(event)} on ${sql.table(name)}
      when exists (select 1 from ${sql.table(name)} as other where ${same}
        and other.id <> new.id and other.valid_from <= new.valid_to and other.valid_to >= new.valid_from)
      begin select raise(abort, ${sql.lit(constraint)}); end`.execute(db)
  }
}

/** Append-only: neither update nor delete. */
async function forbidChange(db: AnyDb, sqlite: boolean, name: string): Promise<void> {
  const constraint = `${name}_is_append_only`
  if (sqlite) {
    for (const event of ['update', 'delete']) {
      await sql`create trigger ${sql.ref(`${constraint}_${event}`)} before ${sql.raw(event)} on ${sql.table(name)}
        begin select raise(abort, ${sql.lit(constraint)}); end`.execute(db)
    }
    return
  }
  await sql`create function ${sql.ref(constraint)}() returns trigger language plpgsql as
    $body$ begin raise exception ${sql.lit(constraint)}; end $body$`.execute(db)
  await sql`create trigger ${sql.ref(constraint)} before update or delete or truncate on ${sql.table(name)}
    for each statement execute function ${sql.ref(constraint)}()`.execute(db)
}
