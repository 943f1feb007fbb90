import { isPublished, readNamed } from '../../domain/public-value.ts'
import { ok, refuse } from '../../domain/result.ts'
import { type RoundState, roundTransitions } from '../../domain/round.ts'
import type { ThawReason } from '../../domain/thaw-reason.ts'
import { follow } from '../../domain/transition.ts'
import { discardComputation, findWaitingComputation } from '../../store/computations.ts'
import { type Draw, findDraw, saveThawed } from '../../store/draws.ts'
import { saveLateConfirmations } from '../../store/employments.ts'
import { findInstallation } from '../../store/installation.ts'
import { listRequestsOfComputation, saveRequestStates } from '../../store/place-requests.ts'
import { saveRoundState } from '../../store/rounds.ts'
import type { Deps } from '../deps.ts'
import type { TwoPersonAct } from '../two-person-acts/act.ts'

type Choice = { reason: ThawReason }
type Case = { next: RoundState; draw: Draw }
export type ThawActRefusal = { kind: 'round-not-frozen' } | { kind: 'value-known-already' }

/**
 * Opens a frozen round again, for a reason that is published. Only while nobody can know the value: whoever knows it knows the
 * lots, and could thaw until they please. What was published of the draw stays; the computation that waited is discarded.
 */
export const thaw = (deps: Deps): TwoPersonAct<Choice, Case, { thawed: string }, ThawActRefusal> => ({
  name: 'thaw',
  permission: 'round.thaw',

  async consider(db, round) {
    const next = follow(roundTransitions, round.state, ['thaw'])
    const draw = next && (await findDraw(db, round.id))
    if (!next || !draw) return refuse({ kind: 'round-not-frozen' })
    // In a demo every value is known, and nothing hangs on it.
    const { demo } = await findInstallation(db)
    if (!demo && isPublished(readNamed(draw.named), deps.now())) return refuse({ kind: 'value-known-already' })
    const { id, root, rulesHash } = draw
    return ok({ facts: { draw: id, root, rulesHash }, case: { next, draw } })
  },

  async perform(trx, round, { choice: { reason }, case: { next, draw }, at }) {
    const computation = await findWaitingComputation(trx, round.id)
    if (!computation) throw new Error('a frozen round without the computation that its freeze prepared')
    if (!(await saveRoundState(trx, round, next))) throw new Error('a locked round was changed meanwhile')
    const requests = await listRequestsOfComputation(trx, computation.id)
    await saveRequestStates(trx, requests, 'in-round', 'thaw', 'submitted')
    await saveLateConfirmations(trx, requests)
    await discardComputation(trx, computation.id, at)
    await saveThawed(trx, draw.id, { at, reason })
    const { id, root, rulesHash } = draw
    return { done: { thawed: id }, details: { draw: id, root, rulesHash, reason, requests: requests.length } }
  },
})
