import type { Trx } from '../db.ts'
import { forgetSubjectKey } from '../subject-keys.ts'

/**
 * Removes a request. One that a round has frozen stays as a number without a person, because its ticket stands in what was
 * published and its seat in what was decided: names, wishes, answers and explanations go, the month of birth becomes its year.
 */
export async function removeRequest(trx: Trx, requestId: string): Promise<void> {
  const request = await trx
    .selectFrom('place_request')
    .leftJoin('draw_leaf', 'draw_leaf.ticket', 'place_request.ticket')
    .leftJoin('explanation', 'explanation.request_id', 'place_request.id')
    .select(['place_request.child_birth_month', 'draw_leaf.ticket as frozen', 'explanation.request_id as explained'])
    .where('place_request.id', '=', requestId)
    .executeTakeFirst()
  if (!request) return
  await forgetSubjectKey(trx, requestId)
  if (request.frozen === null && request.explained === null) {
    await trx.deleteFrom('place_request').where('id', '=', requestId).execute()
    return
  }
  await trx.deleteFrom('explanation').where('request_id', '=', requestId).execute()
  await trx.deleteFrom('criterion_answer').where('request_id', '=', requestId).execute()
  // A proposal rests on the wish that it meets: that one stays, as the seat does.
  await trx
    .deleteFrom('wish')
    .where('request_id', '=', requestId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('proposal')
            .select('proposal.request_id')
            .whereRef('proposal.request_id', '=', 'wish.request_id')
            .whereRef('proposal.place_class_id', '=', 'wish.place_class_id'),
        ),
      ),
    )
    .execute()
  await trx
    .updateTable('employment')
    .set({ employee_name: '', employee_email: null })
    .where('request_id', '=', requestId)
    .execute()
  await trx
    .updateTable('place_request')
    .set(({ eb }) => ({
      family_id: null,
      child_id: null,
      state: 'closed',
      submitted_at: null,
      child_birth_month: `${request.child_birth_month.slice(0, 4)}-01-01`,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', requestId)
    .execute()
}
