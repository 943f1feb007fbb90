import { releasedStates } from '../../domain/round.ts'
import type { Db } from '../db.ts'

export type PublicDrawRow = {
  roundId: string
  name: string
  kitaYear: number
  consortium: string
  frozenAt: string
  drawnAt: string | null
  /** When two persons opened the round again; null where it is still frozen, or drawn. */
  thawedAt: string | null
  release: { computationId: string; outcomeHash: string; approvedAt: string } | null
}

/** The rounds whose input is or was frozen, the newest first, each with the draw that counts; `roundId` narrows them to one. */
export async function listPublicDraws(db: Db, roundId?: string): Promise<PublicDrawRow[]> {
  const rows = await db
    .selectFrom('draw')
    .innerJoin('round', 'round.id', 'draw.round_id')
    .innerJoin('consortium', 'consortium.id', 'round.consortium_id')
    .leftJoin('release', (join) =>
      join.onRef('release.round_id', '=', 'round.id').on('round.state', 'in', releasedStates),
    )
    .select([
      'round.id as roundId',
      'round.name',
      'round.kita_year as kitaYear',
      'consortium.name as consortium',
      'draw.frozen_at as frozenAt',
      'draw.drawn_at as drawnAt',
      'draw.thawed_at as thawedAt',
      'release.computation_id',
      'release.outcome_hash',
      'release.approved_at',
    ])
    .$if(roundId !== undefined, (query) => query.where('round.id', '=', roundId ?? ''))
    .orderBy('draw.frozen_at', 'desc')
    .orderBy('consortium.name')
    .execute()
  // Of several draws of a round the one that counts stands for it, or the one that was thawed last.
  const shown = new Map<string, (typeof rows)[number]>()
  for (const row of rows) {
    const other = shown.get(row.roundId)
    const counts = row.thawedAt === null || (other?.thawedAt != null && row.thawedAt > other.thawedAt)
    if (!other || counts) shown.set(row.roundId, row)
  }
  return [...shown.values()].map(({ computation_id, outcome_hash, approved_at, ...row }) => ({
    ...row,
    release:
      computation_id === null || outcome_hash === null || approved_at === null
        ? null
        : { computationId: computation_id, outcomeHash: outcome_hash, approvedAt: approved_at },
  }))
}

/** The released computation that a request took part in, the newest one. */
export async function findReleasedComputationOf(
  db: Db,
  requestId: string,
): Promise<{ computationId: string; roundId: string; ticket: string; familyId: string | null } | undefined> {
  const row = await db
    .selectFrom('release')
    .innerJoin('round', 'round.id', 'release.round_id')
    .innerJoin('explanation', 'explanation.computation_id', 'release.computation_id')
    .innerJoin('place_request', 'place_request.id', 'explanation.request_id')
    .select(['release.computation_id', 'round.id as round_id', 'ticket', 'family_id'])
    .where('explanation.request_id', '=', requestId)
    .where('round.state', 'in', releasedStates)
    .orderBy('release.approved_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row || row.ticket === null) return undefined
  return { computationId: row.computation_id, roundId: row.round_id, ticket: row.ticket, familyId: row.family_id }
}
