import type { Db, Trx } from './db.ts'

export type Release = {
  roundId: string
  computationId: string
  outcomeHash: string
  twoPersonActId: string
  approvedAt: string
}

/** What two persons have released of a round, and when the first of them proposed it. */
export async function findRelease(
  db: Db | Trx,
  roundId: string,
): Promise<{ proposedAt: string; approvedAt: string } | undefined> {
  return db
    .selectFrom('release')
    .innerJoin('two_person_act', 'two_person_act.id', 'release.two_person_act_id')
    .select(['proposed_at as proposedAt', 'approved_at as approvedAt'])
    .where('round_id', '=', roundId)
    .executeTakeFirst()
}

export async function insertRelease(trx: Trx, release: Release): Promise<void> {
  await trx
    .insertInto('release')
    .values({
      round_id: release.roundId,
      computation_id: release.computationId,
      outcome_hash: release.outcomeHash,
      two_person_act_id: release.twoPersonActId,
      approved_at: release.approvedAt,
    })
    .execute()
}
