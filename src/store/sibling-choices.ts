import type { FrozenSiblings } from '../domain/allocation-problem.ts'
import { defaultSiblingChoice, type SiblingChoice } from '../domain/sibling-choice.ts'
import type { Db, Trx } from './db.ts'

/** A family's children of one consortium and Kita year. */
export type SiblingsKey = { familyId: string; consortiumId: string; kitaYear: number }

/** Version 0: nothing has been chosen yet, and each child stands on its own. */
export type ChosenForSiblings = { choice: SiblingChoice; version: number }

export async function findSiblingChoice(
  db: Db | Trx,
  { familyId, consortiumId, kitaYear }: SiblingsKey,
): Promise<ChosenForSiblings> {
  const row = await db
    .selectFrom('sibling_choice')
    .select(['choice', 'version'])
    .where('family_id', '=', familyId)
    .where('consortium_id', '=', consortiumId)
    .where('kita_year', '=', kitaYear)
    .executeTakeFirst()
  return row ?? { choice: defaultSiblingChoice, version: 0 }
}

/** False where somebody else, such as the other parent, has chosen meanwhile. `version` is the one that was seen. */
export async function saveSiblingChoice(
  trx: Trx,
  { familyId, consortiumId, kitaYear }: SiblingsKey,
  { choice, version }: ChosenForSiblings,
): Promise<boolean> {
  if (version === 0) {
    const first = await trx
      .insertInto('sibling_choice')
      .values({ family_id: familyId, consortium_id: consortiumId, kita_year: kitaYear, choice, version: 1 })
      .onConflict((conflict) => conflict.columns(['family_id', 'consortium_id', 'kita_year']).doNothing())
      .executeTakeFirst()
    return first.numInsertedOrUpdatedRows === 1n
  }
  const saved = await trx
    .updateTable('sibling_choice')
    .set({ choice, version: version + 1 })
    .where('family_id', '=', familyId)
    .where('consortium_id', '=', consortiumId)
    .where('kita_year', '=', kitaYear)
    .where('version', '=', version)
    .executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

/** Every family that has chosen, with the tickets of its submitted requests; in the order of the tickets. */
export async function listSubmittedSiblings(
  db: Db | Trx,
  round: { consortiumId: string; kitaYear: number },
): Promise<FrozenSiblings[]> {
  const rows = await db
    .selectFrom('place_request')
    .innerJoin('sibling_choice', (join) =>
      join
        .onRef('sibling_choice.family_id', '=', 'place_request.family_id')
        .onRef('sibling_choice.consortium_id', '=', 'place_request.consortium_id')
        .onRef('sibling_choice.kita_year', '=', 'place_request.kita_year'),
    )
    .select(['sibling_choice.family_id', 'choice', 'ticket'])
    .where('place_request.consortium_id', '=', round.consortiumId)
    .where('place_request.kita_year', '=', round.kitaYear)
    .where('place_request.state', '=', 'submitted')
    .orderBy('ticket')
    .execute()
  const families = new Map<string, FrozenSiblings>()
  for (const { family_id, choice, ticket } of rows) {
    if (ticket === null) continue
    const siblings = families.get(family_id) ?? { choice, tickets: [] }
    siblings.tickets.push(ticket)
    families.set(family_id, siblings)
  }
  return [...families.values()]
}
