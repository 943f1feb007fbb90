import type { Instant } from '../../domain/day.ts'
import type { Scope } from '../../policy/scope.ts'
import type { Db } from '../db.ts'
import { within } from '../within.ts'

export type FamilyLookRow = {
  at: Instant
  role: string
  /** `child.look`, `child.look-up` for its name, or a file that tells of all children of a round. */
  action: string
  /** Null where it was not asked. */
  reason: string | null
  institution: string | null
  childName: string | null
}

/** More looks than a family reads; older ones stay in the trail. */
const most = 500

/** Who has looked at the data of some families, the latest first: at one of their children, or at all children of its round. */
export async function listFamilyLooks(db: Db, scope: Scope): Promise<FamilyLookRow[]> {
  const children = await childrenBySubject(db, scope)
  if (children.size === 0) return []
  const rounds = await roundsOf(db, scope)
  const rows = await db
    .selectFrom('audit')
    .select(['at', 'role', 'action', 'subject', 'reason', 'details'])
    .where(({ and, eb, or }) =>
      or([
        and([eb('action', 'in', ['child.look', 'child.look-up']), eb('subject', 'in', [...children.keys()])]),
        ...(rounds.length === 0
          ? []
          : [and([eb('action', '=', 'round.download-audit-bundle'), eb('subject', 'in', rounds)])]),
      ]),
    )
    .orderBy('seq', 'desc')
    .limit(most)
    .execute()
  const names = await institutionNames(db, rows)
  return rows.map(({ at, role, action, subject, reason, details }) => ({
    at,
    role,
    action,
    reason,
    institution: names.get(institutionOf(details) ?? '') ?? null,
    childName: children.get(subject) ?? null,
  }))
}

/** What an entry may call a child of theirs by: ticket, request, child. */
async function childrenBySubject(db: Db, scope: Scope): Promise<Map<string, string | null>> {
  const rows = await db
    .selectFrom('place_request')
    .leftJoin('child', 'child.id', 'place_request.child_id')
    .select(['place_request.id', 'place_request.ticket', 'place_request.child_id', 'child.given_name'])
    .where(within(scope, { family: 'place_request.family_id' }))
    .execute()
  return new Map(
    rows.flatMap(({ id, ticket, child_id, given_name }) =>
      [id, ticket, child_id].filter((subject) => subject !== null).map((subject) => [subject, given_name] as const),
    ),
  )
}

async function roundsOf(db: Db, scope: Scope): Promise<string[]> {
  const rows = await db
    .selectFrom('explanation')
    .innerJoin('computation', 'computation.id', 'explanation.computation_id')
    .innerJoin('place_request', 'place_request.id', 'explanation.request_id')
    .select('computation.round_id')
    .distinct()
    .where(within(scope, { family: 'place_request.family_id' }))
    .execute()
  return rows.map(({ round_id }) => round_id)
}

function institutionOf(details: string): string | undefined {
  const { institution } = JSON.parse(details) as { institution?: unknown }
  return typeof institution === 'string' ? institution : undefined
}

async function institutionNames(db: Db, rows: readonly { details: string }[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.map(({ details }) => institutionOf(details)).filter((id) => id !== undefined))]
  if (ids.length === 0) return new Map()
  const named = await Promise.all(
    (['consortium', 'company', 'kita', 'provider'] as const).map((table) =>
      db.selectFrom(table).select(['id', 'name']).where('id', 'in', ids).execute(),
    ),
  )
  return new Map(named.flat().map(({ id, name }) => [id, name]))
}
