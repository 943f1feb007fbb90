import type { SelectQueryBuilder } from 'kysely'
import type { Instant } from '../../domain/day.ts'
import type { ChainedEntry } from '../../engine/trail/entry.ts'
import type { Scope } from '../../policy/scope.ts'
import type { Db } from '../db.ts'
import type { Schema } from '../schema.ts'
import { within } from '../within.ts'

export type TrailFilter = {
  action?: string
  subject?: string
  /** The first instant that is wanted, and the last. */
  from?: Instant
  to?: Instant
  /** Only entries before this one: a list goes back from number to number, because counting a long trail takes long. */
  before?: number
  count: number
}

/** The latest entries about what belongs to a scope of consortia: rounds, requests, places, accounts and who else there is. */
export function listTrailEntries(db: Db, scope: Scope, filter: TrailFilter): Promise<ChainedEntry[]> {
  return filtered(db, filter).where('subject', 'in', subjectsWithin(db, scope)).execute()
}

/** The latest entries of what somebody did in one role. */
export function listOwnEntries(
  db: Db,
  { actor, role }: { actor: string; role: string },
  filter: TrailFilter,
): Promise<ChainedEntry[]> {
  return filtered(db, filter).where('actor', '=', actor).where('role', '=', role).execute()
}

function filtered(db: Db, { action, subject, from, to, before, count }: TrailFilter): Entries {
  let query: Entries = db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(count)
  if (action !== undefined) query = query.where('action', '=', action)
  if (subject !== undefined) query = query.where('subject', '=', subject)
  if (from !== undefined) query = query.where('at', '>=', from)
  if (to !== undefined) query = query.where('at', '<=', to)
  if (before !== undefined) query = query.where('seq', '<', before)
  return query
}

type Entries = SelectQueryBuilder<Schema, 'audit', Schema['audit']>

/** All that an entry about a consortium may be about. */
function subjectsWithin(db: Db, scope: Scope) {
  const requests = db.selectFrom('place_request').where(within(scope, { consortium: 'place_request.consortium_id' }))
  const kitas = db.selectFrom('kita').where(within(scope, { consortium: 'kita.consortium_id' }))
  const companies = db.selectFrom('company').where(within(scope, { consortium: 'company.consortium_id' }))
  const consortia = db.selectFrom('consortium').where(within(scope, { consortium: 'consortium.id' }))
  const families = requests.where('family_id', 'is not', null)
  const whose = consortia
    .select('consortium.id as subject')
    .unionAll(kitas.select('kita.id as subject'))
    .unionAll(kitas.select('kita.provider_id as subject'))
    .unionAll(companies.select('company.id as subject'))
    .unionAll(families.select((eb) => eb.ref('place_request.family_id').$notNull().as('subject')))
  const rounds = db.selectFrom('round').where(within(scope, { consortium: 'round.consortium_id' }))
  const ticketed = requests.where('ticket', 'is not', null)
  const named = requests.where('child_id', 'is not', null)
  const classes = db.selectFrom('place_class').where('place_class.kita_id', 'in', kitas.select('kita.id'))
  // Who works for one of its companies need not have a request yet.
  const employed = db.selectFrom('employer').where('employer.company_id', 'in', companies.select('company.id'))
  const holders = db.selectFrom('account_role').where('account_role.subject_id', 'in', whose)
  return whose
    .unionAll(rounds.select('round.id as subject'))
    .unionAll(requests.select('place_request.id as subject'))
    .unionAll(ticketed.select((eb) => eb.ref('place_request.ticket').$notNull().as('subject')))
    .unionAll(named.select((eb) => eb.ref('place_request.child_id').$notNull().as('subject')))
    .unionAll(classes.select('place_class.id as subject'))
    .unionAll(employed.select('employer.account_id as subject'))
    .unionAll(holders.select('account_id as subject'))
}
