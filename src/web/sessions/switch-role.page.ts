import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'

/** The page that somebody was on may not exist for the other role: it begins at that role's first page. */
export async function switchRole({ actions, presence, fields }: Visit): Promise<Reply> {
  if (!fields.role) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const switched = await actions.switchRole(presence, fields.role)
  if (!switched.ok) return { kind: 'refused', refusal: switched.refusal }
  return { kind: 'signed-in', token: switched.value.token, to: paths.start.href() }
}
