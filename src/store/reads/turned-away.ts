import type { WishExplanation } from '../../engine/types.ts'
import type { Db } from '../db.ts'

/** How many children there are, and place class → how many would rather have had a place there than what they got. */
export type TurnedAway = { children: number; at: Map<string, number> }

/** Of the children of a computation; with a company, only of those whose confirmed employer it is. */
export async function countTurnedAway(db: Db, computationId: string, companyId?: string): Promise<TurnedAway> {
  const rows = await db
    .selectFrom('explanation')
    .select('wishes')
    .where('computation_id', '=', computationId)
    .$if(companyId !== undefined, (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('employment')
            .select('employment.company_id')
            .whereRef('employment.request_id', '=', 'explanation.request_id')
            .where('employment.company_id', '=', companyId ?? '')
            .where('employment.confirmed_at', 'is not', null),
        ),
      ),
    )
    .execute()
  const at = new Map<string, number>()
  for (const row of rows) {
    for (const { program, code } of JSON.parse(row.wishes) as WishExplanation[]) {
      if (code === 'admitted' || code === 'better-wish-met') continue
      at.set(program, (at.get(program) ?? 0) + 1)
    }
  }
  return { children: rows.length, at }
}
