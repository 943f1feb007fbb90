import type { ActName, Content, Proposed, TwoPersonActState, VoidReason } from '../domain/two-person-act.ts'
import { canonicalJson } from '../engine/canonical.ts'
import type { Db, Trx } from './db.ts'

/** What is proposed and waits for another person; at most one of a kind and subject. */
export async function findOpenAct(db: Db | Trx, act: ActName, subjectId: string): Promise<Proposed | undefined> {
  const row = await db
    .selectFrom('two_person_act')
    .selectAll()
    .where('act', '=', act)
    .where('subject_id', '=', subjectId)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      act: row.act,
      ...(JSON.parse(row.content) as Content),
      contentHash: row.content_hash,
      proposedBy: row.proposed_by,
      proposedRole: row.proposed_role,
      proposedAt: row.proposed_at,
    }
  )
}

export async function insertAct(trx: Trx, proposed: Proposed & { subjectId: string }): Promise<void> {
  const { choice, facts } = proposed
  await trx
    .insertInto('two_person_act')
    .values({
      id: proposed.id,
      act: proposed.act,
      subject_id: proposed.subjectId,
      content: canonicalJson({ choice, facts }),
      content_hash: proposed.contentHash,
      state: 'open',
      proposed_by: proposed.proposedBy,
      proposed_role: proposed.proposedRole,
      proposed_at: proposed.proposedAt,
      decided_by: null,
      decided_at: null,
      void_reason: null,
    })
    .execute()
}

/** Ends what is open. False where somebody else has ended it meanwhile. */
export async function saveDecided(
  trx: Trx,
  id: string,
  decided: { state: Exclude<TwoPersonActState, 'open'>; by: string; at: string; because?: VoidReason },
): Promise<boolean> {
  const saved = await trx
    .updateTable('two_person_act')
    .set({
      state: decided.state,
      decided_by: decided.by,
      decided_at: decided.at,
      void_reason: decided.because ?? null,
    })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

/** Round and act of what waits in some rounds for somebody else than `accountId`; the oldest first. */
export async function listActsWaitingFor(
  db: Db,
  accountId: string,
  roundIds: readonly string[],
): Promise<{ act: ActName; roundId: string; proposedAt: string }[]> {
  if (roundIds.length === 0) return []
  return db
    .selectFrom('two_person_act')
    .select(['act', 'subject_id as roundId', 'proposed_at as proposedAt'])
    .where('state', '=', 'open')
    .where('subject_id', 'in', roundIds)
    .where('proposed_by', '<>', accountId)
    .orderBy('proposed_at')
    .orderBy('id')
    .execute()
}
