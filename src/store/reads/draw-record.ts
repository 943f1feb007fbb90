import type { DrawRecord } from '../../engine/draw/publish-draw.ts'
import type { AllocationOutcome, AllocationProblem } from '../../engine/types.ts'
import type { Db } from '../db.ts'
import { findDraw, listLeaves } from '../draws.ts'

/** A verified computation with all that led to it; undefined where there is none, or it was not drawn for in public. */
export async function findDrawRecord(db: Db, computationId: string): Promise<DrawRecord | undefined> {
  const row = await db
    .selectFrom('computation')
    .select(['round_id', 'number', 'problem', 'outcome'])
    .where('id', '=', computationId)
    .where('state', '=', 'computed')
    .executeTakeFirst()
  const draw = row && (await findDraw(db, row.round_id))
  if (!row || row.outcome === null || !draw?.entry || !draw.drawn) return undefined
  const { randomness, drandSignature } = draw.entry
  return {
    draw: draw.id,
    domain: 'kita-seed/v1',
    rules: draw.rules,
    placesSalt: draw.placesSalt,
    leaves: await listLeaves(db, draw.id),
    randomness,
    ...(drandSignature !== null && { drandSignature }),
    run: row.number,
    // A round takes neither yet once it is frozen.
    rejections: [],
    withdrawals: [],
    problem: JSON.parse(row.problem) as AllocationProblem,
    outcome: JSON.parse(row.outcome) as AllocationOutcome,
  }
}
