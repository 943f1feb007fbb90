import { formKey } from '../form-key.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { showRound } from './show-round.page.ts'

/** A refusal is shown on the round's own page, whose state has moved on since the form was drawn. */
export async function proposeRelease(visit: Visit): Promise<Reply> {
  const { actions, viewer, params, fields } = visit
  const key = formKey(fields)
  if (key === undefined) return unreadable
  const proposed = await actions.proposeRelease(viewer, { roundId: params.roundId, key })
  return proposed.ok ? backToRound(visit) : showRound(visit, { kind: proposed.refusal.kind })
}

export async function approveRelease(visit: Visit): Promise<Reply> {
  const { actions, viewer, params, fields } = visit
  const key = formKey(fields)
  if (key === undefined) return unreadable
  const { outcomeHash = '' } = fields
  const released = await actions.approveRelease(viewer, { roundId: params.roundId, outcomeHash, key })
  return released.ok ? backToRound(visit) : showRound(visit, { kind: released.refusal.kind })
}

const unreadable: Reply = { kind: 'refused', refusal: { kind: 'malformed' } }

function backToRound({ params }: Visit): Reply {
  return { kind: 'redirect', to: paths.round.href(params.roundId) }
}
