import type { Instant } from '../../domain/day.ts'
import { countAsOnePerson } from '../../domain/delegation.ts'
import * as Draw from '../../domain/draw.ts'
import {
  isPublished,
  type PublicValue,
  readNamed,
  readPublicValue,
  type ReadValueRefusal,
  type TypedValue,
} from '../../domain/public-value.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import type { RoundState } from '../../domain/round.ts'
import { hashProblem } from '../../engine/canonical.ts'
import type { Role } from '../../policy/policy.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { type AuditEntry, appendAudit } from '../../store/audit.ts'
import { findWaitingComputation, saveProblemWithSeed } from '../../store/computations.ts'
import type { Trx } from '../../store/db.ts'
import { listDelegationsBetween } from '../../store/delegations.ts'
import { type Draw as SavedDraw, findDraw, forgetEntry, saveDrawn, saveEntry } from '../../store/draws.ts'
import { enqueue } from '../../store/jobs.ts'
import { findPerson } from '../../store/persons.ts'
import { findRound, type Round, saveRoundState } from '../../store/rounds.ts'
import { lockRoundsOfYear } from '../../store/rounds-of-year.ts'
import type { Deps } from '../deps.ts'
import { publishHead } from '../publish-head.ts'
import { once, type OnceRefusal } from '../once.ts'

export type EnterValueRefusal =
  OnceRefusal | Draw.EnterValueRefusal | ReadValueRefusal | { kind: 'not-found' } | { kind: 'value-not-published' }

/** How far the draw has come; two entries that differ are an answer too, so that a repeated request gets the same one. */
export type EnteredStep = { step: Draw.Entered['step'] }

/**
 * One of two persons enters the public random value that was named at the freeze. The second equal entry draws: the value
 * gives the seed, the seed the lots, and the computation is queued.
 */
export const enterValue =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    input: { roundId: string; typed: TypedValue; key: string },
  ): Promise<Result<EnteredStep, EnterValueRefusal>> => {
    const { accountId } = viewer
    if (accountId === null) return refuse({ kind: 'not-found' })
    const { roundId, typed, key } = input
    const act = { accountId, key, act: 'enter-value', content: { roundId, typed } }
    return once(deps, act, async (trx): Promise<Result<EnteredStep, EnterValueRefusal>> => {
      const found = await findRound(trx, roundId)
      if (!found || !may(viewer, 'round.draw', found)) return refuse({ kind: 'not-found' })
      // Of two who enter at the same moment the later one finds the other's entry.
      await lockRoundsOfYear(trx, found.consortiumId, found.kitaYear)
      const round = (await findRound(trx, roundId)) ?? found
      const draw = await findDraw(trx, roundId)
      if (!draw || round.state !== 'frozen') return refuse({ kind: 'round-not-frozen' })
      const named = readNamed(draw.named)
      if (!isPublished(named, deps.now())) return refuse({ kind: 'value-not-published' })
      const value = readPublicValue(named, typed)
      if (!value.ok) return value
      if (draw.entry && (await isStandIn(trx, viewer.role, draw.entry, { by: accountId, at: deps.now() })))
        return refuse({ kind: 'second-entry-needed' })
      const stands = (id: string) => findPerson(trx, { accountId: id, role: viewer.role }, round, deps.now())
      const first = draw.entry && { entry: draw.entry, person: await stands(draw.entry.by) }
      const decision = Draw.enterValue(round.state, first, value.value, await stands(accountId))
      if (!decision.ok) return decision

      const at = deps.now()
      const trail = { at, actor: accountId, role: viewer.role, subject: roundId }
      const { step } = decision.value
      await appendAudit(trx, { ...trail, action: 'round.enter-value', details: { draw: draw.id, step } })
      if (decision.value.step === 'kept') await saveEntry(trx, draw.id, decision.value.entry, at)
      if (decision.value.step === 'differed') await forgetEntry(trx, draw.id, at)
      if (decision.value.step === 'drawn') {
        const drawn = { round, draw, value: value.value, state: decision.value.state, trail }
        await drawLots(deps, trx, drawn)
      }
      return ok({ step })
    })
  }

/** Whoever acts for the first person, or for whom that one acted, is no second one. */
async function isStandIn(
  trx: Trx,
  role: Role,
  first: { by: string; at: Instant },
  second: { by: string; at: Instant },
) {
  return countAsOnePerson(first, second, await listDelegationsBetween(trx, role, [first.by, second.by]))
}

type Drawn = {
  round: Round
  draw: SavedDraw
  value: PublicValue
  state: RoundState
  trail: Omit<AuditEntry, 'action' | 'details'>
}

async function drawLots(deps: Deps, trx: Trx, { round, draw, value, state, trail }: Drawn): Promise<void> {
  if (!(await saveRoundState(trx, round, state))) throw new Error('a locked round was changed meanwhile')
  const computation = await findWaitingComputation(trx, round.id)
  if (!computation) throw new Error('a frozen round without the computation that its freeze prepared')
  const { at, actor } = trail
  const seed = Draw.drawSeed(draw, value.randomness)
  const problem = Draw.withSeed(computation.problem, seed)
  const problemHash = hashProblem(problem)
  await saveDrawn(trx, draw.id, { confirmedBy: actor, at, seed })
  await saveProblemWithSeed(trx, computation.id, problem, problemHash)
  await enqueue(trx, { id: deps.newId(), kind: 'compute-round', subjectId: computation.id }, at)
  await appendAudit(trx, {
    ...trail,
    action: 'round.draw',
    details: { draw: draw.id, randomness: value.randomness, seed, problemHash, enteredBy: draw.entry?.by ?? null },
  })
  await publishHead(deps, trx)
}
