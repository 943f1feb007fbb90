import type { Generated } from 'kysely'
import type { Hours } from '../domain/place-class.ts'
import type { PlaceRequestState } from '../domain/place-request.ts'
import type { RoundState } from '../domain/round.ts'
import type { AllocationOutcome } from '../engine/types.ts'
import type { SiblingChoice } from '../domain/sibling-choice.ts'
import type { Role } from '../policy/policy.ts'
import type { AttemptsSchema } from './attempts-schema.ts'
import type { FamilyParticularsSchema } from './family-particulars-schema.ts'
import type { RetentionSchema } from './retention-schema.ts'
import type { PlacesSchema } from './places-schema.ts'
import type { JobsSchema } from './jobs-schema.ts'
import type { ComingInSchema } from './coming-in-schema.ts'
import type { RegistrySchema } from './registry-schema.ts'
import type { DelegationSchema } from './delegation-schema.ts'
import type { DrawSchema } from './draw-schema.ts'
import type { EmailChangeSchema } from './email-change-schema.ts'
import type { OidcSchema } from './oidc-schema.ts'
import type { OutboxSchema } from './outbox-schema.ts'
import type { TrailSchema } from './trail-schema.ts'
import type { TwoPersonSchema } from './two-person-schema.ts'
import type { SessionSchema } from './session-schema.ts'

/**
 * Every table and column, as the migrations make them (a test compares the two on both databases). Days are 'YYYY-MM-DD' with
 * inclusive ends, months their first day, instants ISO 8601 in UTC, booleans 0 or 1, money is integer cents.
 */
type Day = string
type Instant = string
type Flag = 0 | 1
type Method = AllocationOutcome['method']

export interface Schema
  extends
    PlacesSchema,
    RegistrySchema,
    DrawSchema,
    OutboxSchema,
    TrailSchema,
    AttemptsSchema,
    TwoPersonSchema,
    SessionSchema,
    OidcSchema,
    JobsSchema,
    ComingInSchema,
    DelegationSchema,
    EmailChangeSchema,
    FamilyParticularsSchema,
    RetentionSchema {
  installation: { id: number; name: string; demo: Flag }
  write_probe: { id: number; at: Instant }

  /** Where it lives is told when it applies. */
  family: { id: string; longitude: number | null; latitude: number | null; district: string | null }
  guardian: {
    id: string
    family_id: string
    account_id: string | null
    given_name: string
    family_name: string
    /** 1 applies, 2 is the other one, as in employment. */
    number: Generated<number>
  }
  child: { id: string; family_id: string; given_name: string; family_name: string; birth_date: Day }
  sibling_choice: {
    family_id: string
    consortium_id: string
    kita_year: number
    choice: SiblingChoice
    version: number
  }
  place_request: {
    id: string
    consortium_id: string
    kita_year: number
    family_id: string | null
    child_id: string | null
    ticket: string | null
    state: PlaceRequestState
    start_month: Day
    hours: Hours
    child_birth_month: Day
    submitted_at: Instant | null
    version: number
  }
  employment: {
    request_id: string
    company_id: string
    guardian: 1 | 2
    employee_name: string
    employee_email: string | null
    opened_by_company: Flag
    confirmed_at: Instant | null
  }
  wish: { request_id: string; rank: number; place_class_id: string }
  criterion_answer: { request_id: string; criterion: string; kita_id: string | null; value: number }

  points_catalogue: {
    id: string
    consortium_id: string
    version: string
    valid_from: Day
    valid_to: Day
    catalogue: string
    hash: string
  }
  round: {
    id: string
    consortium_id: string
    kita_year: number
    name: string
    state: RoundState
    applications_until: Day
    catalogue_id: string
    version: number
  }
  computation: {
    id: string
    round_id: string
    number: number
    state: 'queued' | 'running' | 'computed' | 'incident' | 'discarded'
    requested_by: string
    requested_at: Instant
    finished_at: Instant | null
    milliseconds: number | null
    problem: string
    problem_hash: string
    outcome: string | null
    outcome_hash: string | null
    /** The step that decided; null while there is no outcome. */
    method: Method | null
    incident_number: string | null
    incident_reason: string | null
  }
  computation_program: {
    computation_id: string
    place_class_id: string
    capacity: number
    held: number
    cutoffs: string
    reserves: string
  }
  computation_seat: { computation_id: string; place_class_id: string; seat_number: number }
  computation_reserve: {
    computation_id: string
    place_class_id: string
    company_id: string
    quota_place_id: string
    seat_number: number
  }
  proposal: {
    computation_id: string
    request_id: string
    place_class_id: string
    seat_number: number
    company_id: string | null
    quota_place_id: string | null
    wish_rank: number
  }
  explanation: {
    computation_id: string
    request_id: string
    score: number
    score_trace: string
    wishes: string
    /** All that points are given for; null where it was frozen before this was kept. */
    facts: string | null
  }
  catalogue_preview: {
    id: string
    computation_id: string
    requested_by: string
    requested_at: Instant
    state: 'queued' | 'computed' | 'incident'
    catalogue: string
    catalogue_hash: string
    assignments: string | null
    outcome_hash: string | null
    incident_number: string | null
  }
  release: {
    round_id: string
    computation_id: string
    outcome_hash: string
    /** By which two persons it is released. */
    two_person_act_id: string
    approved_at: Instant
  }
  account: {
    id: string
    email: string
    display_name: string
    password_hash: string
    disabled_at: Instant | null
    asks_device_code: Generated<Flag>
  }
  account_role: { account_id: string; role: Role; subject_id: string; given_at: Instant | null }
  act_key: {
    /** The account, or 'visitor' for whoever has none. */
    holder: string
    key: string
    account_id: string | null
    act: string
    content_hash: string
    result: string
    at: Instant
  }
  audit: {
    seq: number
    at: Instant
    actor: string
    role: string
    action: string
    subject: string
    details: string
    before: string | null
    after: string | null
    reason: string | null
    request: string | null
    prev: string
    hash: string
  }
}
