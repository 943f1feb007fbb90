import type { Trx } from '../db.ts'
import { forgetSubjectKey } from '../subject-keys.ts'
import { removeRequest } from './remove-request.ts'

/** Removes a family with its children, guardians and requests; the accounts of its guardians lose the role they held for it. */
export async function removeFamily(trx: Trx, familyId: string): Promise<void> {
  const requests = await trx.selectFrom('place_request').select('id').where('family_id', '=', familyId).execute()
  for (const { id } of requests) await removeRequest(trx, id)
  const children = await trx.selectFrom('child').select('id').where('family_id', '=', familyId).execute()
  for (const { id } of children) {
    await trx.updateTable('placement').set({ child_id: null }).where('child_id', '=', id).execute()
    await forgetSubjectKey(trx, id)
  }
  const guardians = await trx.selectFrom('guardian').select('id').where('family_id', '=', familyId).execute()
  for (const { id } of guardians) await forgetSubjectKey(trx, id)
  await forgetSubjectKey(trx, familyId)
  await trx.deleteFrom('sibling_choice').where('family_id', '=', familyId).execute()
  await trx.deleteFrom('guardian').where('family_id', '=', familyId).execute()
  await trx.deleteFrom('child').where('family_id', '=', familyId).execute()
  await trx.deleteFrom('account_role').where('role', '=', 'parent').where('subject_id', '=', familyId).execute()
  await trx.deleteFrom('family').where('id', '=', familyId).execute()
}
