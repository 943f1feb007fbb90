import * as TwoPerson from '../../domain/two-person-act.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { findRound } from '../../store/rounds.ts'
import { lockRoundsOfYear } from '../../store/rounds-of-year.ts'
import { findOpenAct } from '../../store/two-person-acts.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'
import { endProposal, type TwoPersonAct } from './act.ts'

export type WithdrawActRefusal = OnceRefusal | TwoPerson.WithdrawRefusal | { kind: 'not-found' }

/** Whoever proposed takes it back; nothing has been done yet. */
export const withdrawAct =
  (deps: Deps, act: Pick<TwoPersonAct, 'name' | 'permission' | 'letGo'>) =>
  async (
    viewer: Viewer,
    { key, roundId }: { roundId: string; key: string },
  ): Promise<Result<{ state: 'withdrawn' }, WithdrawActRefusal>> => {
    const { accountId, role } = viewer
    if (accountId === null) return refuse({ kind: 'not-found' })
    const form = { accountId, key, act: `withdraw-${act.name}`, content: { roundId } }
    return once(deps, form, async (trx): Promise<Result<{ state: 'withdrawn' }, WithdrawActRefusal>> => {
      const found = await findRound(trx, roundId)
      if (!found || !may(viewer, act.permission, found)) return refuse({ kind: 'not-found' })
      await lockRoundsOfYear(trx, found.consortiumId, found.kitaYear)
      const round = (await findRound(trx, roundId)) ?? found
      const open = await findOpenAct(trx, act.name, roundId)
      const decision = TwoPerson.withdraw(open, accountId)
      if (!decision.ok) return decision
      if (!open) throw new Error('nothing is withdrawn that was not proposed')
      const trail = { at: deps.now(), actor: accountId, role, subject: roundId }
      await endProposal(trx, act, round, { open, trail, state: 'withdrawn' })
      return ok({ state: 'withdrawn' })
    })
  }
