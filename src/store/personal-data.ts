import type { Schema } from './schema.ts'

/** Whose ids a column holds. A ticket is a child's pseudonym, of which only its family knows whose it is. */
export type PersonKind = 'account' | 'family' | 'own-guardian' | 'child' | 'request' | 'ticket'

type Selector = { column: string; of: PersonKind }

export type PersonalTable = {
  /** Which rows are about somebody: those where one of these columns holds an id of theirs. */
  about: readonly Selector[]
  /** What is handed out of such a row: never what opens doors, never what is another person's, no result before its release. */
  columns: readonly string[]
}

const about = (column: string, of: PersonKind, ...columns: string[]): PersonalTable => ({
  about: [{ column, of }],
  columns,
})

/** Of nobody in particular: places, contracts, rules, rounds as a whole, services. */
const impersonal = 'impersonal'

/** About somebody, but handed out in another place or not at all: the reason stands beside it. */
const elsewhere = 'elsewhere'

/**
 * Every table of the schema and what it holds of persons; a new table does not compile until it stands here. The export is read
 * by it, and the test of deletion looks into each table that is not impersonal.
 */
export const personalData = {
  account: about('id', 'account', 'email', 'display_name', 'disabled_at'),
  account_role: about('account_id', 'account', 'role', 'subject_id'),
  session: about('account_id', 'account', 'label', 'made_at', 'last_seen_at', 'factor'),
  device: about('account_id', 'account', 'label', 'made_at'),
  passkey: about('account_id', 'account', 'name', 'made_at', 'last_used_at'),
  totp_factor: about('account_id', 'account', 'made_at'),
  recovery_code: about('account_id', 'account', 'used_at'),
  oidc_identity: about('account_id', 'account', 'provider', 'linked_at'),
  delegation: {
    about: [
      { column: 'from_account', of: 'account' },
      { column: 'to_account', of: 'account' },
    ],
    columns: ['role', 'subject_id', 'valid_from', 'valid_to', 'ended_at'],
  },
  // Not its state: that would tell whether the address has an account.
  email_change: about('account_id', 'account', 'email', 'asked_at', 'expires_at'),
  employer: about('account_id', 'account', 'company_id', 'told_at', 'came_by', 'confirmed_at', 'denied_at'),
  // Codes, links and forms on their way: hashes, and addresses of people who have no account yet.
  device_code: elsewhere,
  invitation: elsewhere,
  registration: elsewhere,
  password_reset: elsewhere,
  // Keys of forms that were sent: digests only.
  act_key: elsewhere,
  // Guessing is counted under keyed digests, which lead to nobody.
  attempt: elsewhere,
  // Keys that make the trail's digests mean something.
  subject_key: elsewhere,
  outbox: about('account_id', 'account', 'kind', 'state', 'created_at', 'sent_at'),
  audit: {
    about: [
      { column: 'actor', of: 'account' },
      { column: 'subject', of: 'ticket' },
      { column: 'subject', of: 'request' },
      { column: 'subject', of: 'child' },
      { column: 'subject', of: 'family' },
    ],
    // Not what it was about: of what somebody did at work that is another person's ticket.
    columns: ['at', 'role', 'action'],
  },

  deletion_request: about('account_id', 'account', 'requested_at'),
  inactivity_notice: about('account_id', 'account', 'sent_at'),

  family: about('id', 'family', 'district', 'longitude', 'latitude'),
  guardian: about('id', 'own-guardian', 'given_name', 'family_name'),
  guardian_contact: about('guardian_id', 'own-guardian', 'sealed', 'address_secret'),
  child: about('id', 'child', 'given_name', 'family_name', 'birth_date'),
  child_particulars: about('child_id', 'child', 'child_id', 'sealed'),
  sibling_choice: about('family_id', 'family', 'consortium_id', 'kita_year', 'choice'),
  place_request: about(
    'family_id',
    'family',
    'id',
    'child_id',
    'consortium_id',
    'kita_year',
    'ticket',
    'start_month',
    'hours',
    'child_birth_month',
    'submitted_at',
  ),
  // Name and address in it are what a company entered of one of two parents; each reads the company only.
  employment: about('request_id', 'request', 'request_id', 'company_id', 'guardian', 'confirmed_at'),
  wish: about('request_id', 'request', 'request_id', 'rank', 'place_class_id'),
  criterion_answer: about('request_id', 'request', 'request_id', 'criterion', 'kita_id', 'value'),
  placement: about('child_id', 'child', 'child_id', 'kita_id', 'age_band', 'hours', 'valid_from', 'valid_to'),
  // Only once two persons have released it: read as the family's page reads it.
  explanation: elsewhere,
  proposal: elsewhere,
  // What was published of a draw: by ticket, and in the family's own file to check it with.
  draw_leaf: elsewhere,
  catalogue_preview: elsewhere,
  computation: elsewhere,
  dry_run: elsewhere,

  installation: impersonal,
  write_probe: impersonal,
  consortium: impersonal,
  provider: impersonal,
  kita: impersonal,
  kita_group: impersonal,
  place_class: impersonal,
  company: impersonal,
  company_code: impersonal,
  quota: impersonal,
  quota_place: impersonal,
  points_catalogue: impersonal,
  round: impersonal,
  computation_program: impersonal,
  computation_seat: impersonal,
  computation_reserve: impersonal,
  release: impersonal,
  two_person_act: impersonal,
  trail_head: impersonal,
  draw: impersonal,
  job: impersonal,
  purge_run: impersonal,
  service: impersonal,
  location: impersonal,
  service_at_location: impersonal,
  schedule: impersonal,
  cost_option: impersonal,
} as const satisfies Record<keyof Schema, PersonalTable | typeof impersonal | typeof elsewhere>

type PersonalTables = { [T in keyof Schema]: (typeof personalData)[T] extends PersonalTable ? T : never }[keyof Schema]

/** The tables that the export reads, in the order in which a person reads it. */
export const exportedTables = (Object.keys(personalData) as (keyof Schema)[]).filter(
  (table): table is PersonalTables => typeof personalData[table] === 'object',
)
export type ExportedTable = PersonalTables
