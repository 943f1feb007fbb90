import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'

/** The page that somebody was on may not exist for the other role: it begins at that role's first page, or where a form waits for it. */
export async function switchRole({ actions, presence, fields, heldForm }: Visit): Promise<Reply> {
  if (!fields.role) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const switched = await actions.switchRole(presence, fields.role)
  if (!switched.ok) return { kind: 'refused', refusal: switched.refusal }
  const to = heldForm()?.role === fields.role ? paths.heldForm.href() : paths.start.href()
  return { kind: 'signed-in', token: switched.value.token, to }
}
