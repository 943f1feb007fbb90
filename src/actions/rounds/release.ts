import { ok, refuse } from '../../domain/result.ts'
import { roundTransitions } from '../../domain/round.ts'
import { follow } from '../../domain/transition.ts'
import { findComputedOutcome } from '../../store/computations.ts'
import type { Trx } from '../../store/db.ts'
import { saveReleasedStates } from '../../store/place-requests.ts'
import { insertRelease } from '../../store/releases.ts'
import { type Round, saveRoundState } from '../../store/rounds.ts'
import type { TwoPersonAct } from '../two-person-acts/act.ts'

type Outcome = { computationId: string; outcomeHash: string }

/**
 * A verified outcome is released: from here on families, companies and Kitas see what became of their requests. While it is
 * proposed the round is in review.
 */
export const release: TwoPersonAct<object, Outcome, { offered: number }, { kind: 'round-not-computed' }> = {
  name: 'release',
  permission: 'round.release',
  async consider(db, round) {
    const inTime = ['propose-release', 'release'].some((act) => follow(roundTransitions, round.state, [act]))
    const outcome = inTime ? await findComputedOutcome(db, round.id) : undefined
    if (!outcome) return refuse({ kind: 'round-not-computed' })
    const { computationId, outcomeHash } = outcome
    return ok({ facts: { computation: computationId, outcomeHash }, case: outcome })
  },
  hold: (trx, round) => move(trx, round, 'propose-release'),
  letGo: (trx, round) => move(trx, round, 'withdraw-release'),
  async perform(trx, round, { id, case: outcome, at }) {
    await move(trx, round, 'release')
    await insertRelease(trx, { roundId: round.id, ...outcome, twoPersonActId: id, approvedAt: at })
    const offered = await saveReleasedStates(trx, outcome.computationId)
    return { done: { offered }, details: { outcomeHash: outcome.outcomeHash, offered } }
  },
}

async function move(trx: Trx, round: Round, act: string): Promise<void> {
  const next = follow(roundTransitions, round.state, [act])
  if (!next || !(await saveRoundState(trx, round, next))) throw new Error(`${act} does not lead from ${round.state}`)
}
