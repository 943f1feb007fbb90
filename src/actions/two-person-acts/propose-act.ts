import * as TwoPerson from '../../domain/two-person-act.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { findPerson } from '../../store/persons.ts'
import { findRound } from '../../store/rounds.ts'
import { lockRoundsOfYear } from '../../store/rounds-of-year.ts'
import { findOpenAct, insertAct } from '../../store/two-person-acts.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'
import { endProposal, examine, type TwoPersonAct } from './act.ts'

export type ProposeActRefusal = OnceRefusal | TwoPerson.ProposeRefusal

/** The first of two persons puts an act forward; the hash binds the second one to exactly this. */
export const proposeAct =
  <Choice extends object, Case, Done extends object, Refusal extends { kind: string }>(
    deps: Deps,
    act: TwoPersonAct<Choice, Case, Done, Refusal>,
  ) =>
  async (
    viewer: Viewer,
    input: Choice & { roundId: string; key: string },
  ): Promise<Result<{ contentHash: string }, ProposeActRefusal | Refusal>> => {
    const { accountId, role } = viewer
    if (accountId === null) return refuse({ kind: 'not-found' })
    const { roundId, key, ...chosen } = input
    const choice = chosen as unknown as Choice
    const form = { accountId, key, act: `propose-${act.name}`, content: { roundId, choice } }
    return once(deps, form, async (trx): Promise<Result<{ contentHash: string }, ProposeActRefusal | Refusal>> => {
      const found = await findRound(trx, roundId)
      if (!found || !may(viewer, act.permission, found)) return refuse({ kind: 'not-found' })
      // Whoever is changing this year's input or decides on a proposal at the moment comes before, or finds this one.
      await lockRoundsOfYear(trx, found.consortiumId, found.kitaYear)
      const round = (await findRound(trx, roundId)) ?? found
      const now = deps.now()
      const open = await findOpenAct(trx, act.name, roundId)
      const examined = open && (await examine(trx, act, round, open, now))
      const decision = TwoPerson.propose(await findPerson(trx, { accountId, role }, round, now), examined)
      if (!decision.ok) return decision

      const trail = { at: now, actor: accountId, role, subject: roundId }
      if (open && examined?.void !== undefined) {
        await endProposal(trx, act, round, { open, trail, state: 'void', because: examined.void })
      }
      const present = (await findRound(trx, roundId)) ?? round
      const considered = await act.consider(trx, present, choice)
      if (!considered.ok) return considered
      const { facts } = considered.value
      const content = { choice: choice as TwoPerson.Content['choice'], facts }
      const contentHash = TwoPerson.hashContent(act.name, roundId, content)
      await insertAct(trx, {
        id: deps.newId(),
        act: act.name,
        subjectId: roundId,
        ...content,
        contentHash,
        proposedBy: accountId,
        proposedRole: role,
        proposedAt: trail.at,
      })
      await act.hold?.(trx, present)
      await appendAudit(trx, { ...trail, action: `round.propose-${act.name}`, details: { contentHash, ...facts } })
      return ok({ contentHash })
    })
  }
