import type { Db, Trx } from './db.ts'

export type Release = {
  roundId: string
  computationId: string
  outcomeHash: string
  proposedBy: string
  proposedAt: string
  approvedBy: string | null
  approvedAt: string | null
}

export async function findRelease(db: Db | Trx, roundId: string): Promise<Release | undefined> {
  const row = await db.selectFrom('release').selectAll().where('round_id', '=', roundId).executeTakeFirst()
  return (
    row && {
      roundId: row.round_id,
      computationId: row.computation_id,
      outcomeHash: row.outcome_hash,
      proposedBy: row.proposed_by,
      proposedAt: row.proposed_at,
      approvedBy: row.approved_by,
      approvedAt: row.approved_at,
    }
  )
}

export async function saveProposedRelease(
  trx: Trx,
  release: Pick<Release, 'roundId' | 'computationId' | 'outcomeHash' | 'proposedBy' | 'proposedAt'>,
): Promise<void> {
  await trx
    .insertInto('release')
    .values({
      round_id: release.roundId,
      computation_id: release.computationId,
      outcome_hash: release.outcomeHash,
      proposed_by: release.proposedBy,
      proposed_at: release.proposedAt,
      approved_by: null,
      approved_at: null,
    })
    .execute()
}

export async function saveApproval(trx: Trx, roundId: string, by: string, at: string): Promise<void> {
  await trx
    .updateTable('release')
    .set({ approved_by: by, approved_at: at })
    .where('round_id', '=', roundId)
    .where('approved_at', 'is', null)
    .execute()
}
