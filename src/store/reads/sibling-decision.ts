import { type SiblingDecision, siblingDecision } from '../../domain/sibling-decision.ts'
import type { AllocationOutcome, AllocationProblem } from '../../engine/types.ts'
import type { Db } from '../db.ts'

/** Out of the frozen problem and the stored outcome; undefined where there is no verified one. */
export async function findSiblingDecision(db: Db, computationId: string): Promise<SiblingDecision | undefined> {
  const row = await db
    .selectFrom('computation')
    .select(['problem', 'outcome'])
    .where('id', '=', computationId)
    .executeTakeFirst()
  if (!row || row.outcome === null) return undefined
  const { families = [] } = JSON.parse(row.problem) as AllocationProblem
  return siblingDecision(families, JSON.parse(row.outcome) as AllocationOutcome)
}
