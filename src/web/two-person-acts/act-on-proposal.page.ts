import type { Actions } from '../../actions/app.ts'
import { formKey } from '../form-key.ts'
import { paths } from '../paths.ts'
import type { RefusalKind } from '../refusals.ts'
import type { Reply, Visit } from '../route.ts'
import { showRound } from '../rounds/show-round.page.ts'

type Approve = Actions['approveFreeze' | 'approveThaw' | 'approveRelease']
type Withdraw = Actions['withdrawRelease']
type Answered = { ok: true } | { ok: false; refusal: { kind: RefusalKind } }

const unreadable: Reply = { kind: 'refused', refusal: { kind: 'malformed' } }

/** The second person's form. That the proposal turned out to be void is told on the round's page, like a refusal. */
export const approving =
  (approveOf: (actions: Actions) => Approve) =>
  async (visit: Visit): Promise<Reply> => {
    const { actions, viewer, params, fields } = visit
    const key = formKey(fields)
    if (key === undefined) return unreadable
    const { contentHash = '' } = fields
    const approved = await approveOf(actions)(viewer, { roundId: params.roundId, contentHash, key })
    if (approved.ok && approved.value.step === 'void') return showRound(visit, { kind: approved.value.because })
    return backToRound(visit, approved)
  }

export const withdrawing =
  (withdrawOf: (actions: Actions) => Withdraw) =>
  async (visit: Visit): Promise<Reply> => {
    const { actions, viewer, params, fields } = visit
    const key = formKey(fields)
    if (key === undefined) return unreadable
    return backToRound(visit, await withdrawOf(actions)(viewer, { roundId: params.roundId, key }))
  }

/** A refusal is shown on the round's own page, whose state has moved on since the form was drawn. */
export async function proposeRelease(visit: Visit): Promise<Reply> {
  const { actions, viewer, params, fields } = visit
  const key = formKey(fields)
  if (key === undefined) return unreadable
  return backToRound(visit, await actions.proposeRelease(viewer, { roundId: params.roundId, key }))
}

function backToRound(visit: Visit, answered: Answered): Reply | Promise<Reply> {
  if (!answered.ok) return showRound(visit, { kind: answered.refusal.kind })
  return { kind: 'redirect', to: paths.round.href(visit.params.roundId) }
}
