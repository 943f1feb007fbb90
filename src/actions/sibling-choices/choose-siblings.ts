import { ok, refuse, type Result } from '../../domain/result.ts'
import { takesInput } from '../../domain/rounds-of-year.ts'
import * as Siblings from '../../domain/sibling-choice.ts'
import { may, scopeOf, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { listFamilyRequests } from '../../store/reads/family-requests.ts'
import { listSiblingRequests } from '../../store/reads/sibling-requests.ts'
import { lockRoundsOfYear } from '../../store/rounds-of-year.ts'
import { findSiblingChoice, saveSiblingChoice } from '../../store/sibling-choices.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

export type ChooseSiblingsRefusal =
  Siblings.ChooseSiblingsRefusal | OnceRefusal | { kind: 'not-found' } | { kind: 'changed-meanwhile' }

/** A family chooses how its children of one round are to be placed with each other, until the round is frozen. */
export const chooseSiblings =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { key, ...input }: { requestId: string; choice: Siblings.SiblingChoice; version: number; key: string },
  ): Promise<Result<{ choice: Siblings.SiblingChoice }, ChooseSiblingsRefusal>> => {
    const { accountId } = viewer
    if (accountId === null) return refuse({ kind: 'not-found' })
    const act = { accountId, key, act: 'choose-siblings', content: input }
    return once(deps, act, async (trx): Promise<Result<{ choice: Siblings.SiblingChoice }, ChooseSiblingsRefusal>> => {
      const scope = scopeOf(viewer, 'siblingChoice.choose')
      const [request] = await listFamilyRequests(trx, scope, input.requestId)
      if (!request || !may(viewer, 'siblingChoice.choose', request)) return refuse({ kind: 'not-found' })
      // From here on nobody freezes this year; whether it is frozen already is seen under the same lock.
      const rounds = await lockRoundsOfYear(trx, request.consortiumId, request.kitaYear)
      const siblings = await listSiblingRequests(trx, scope, request)
      const decision = Siblings.chooseSiblings(input.choice, {
        takesInput: takesInput(rounds),
        states: siblings.map(({ state }) => state),
      })
      if (!decision.ok) return decision

      const before = await findSiblingChoice(trx, request)
      const chosen = { choice: decision.value, version: input.version }
      if (!(await saveSiblingChoice(trx, request, chosen))) return refuse({ kind: 'changed-meanwhile' })
      const entry = {
        at: deps.now(),
        actor: accountId,
        role: viewer.role,
        action: 'siblingChoice.choose',
        subject: request.familyId,
        details: { consortium: request.consortiumId, kitaYear: request.kitaYear },
        before: { choice: before.choice },
        after: { choice: decision.value },
      }
      await appendAudit(trx, entry, deps.keyring)
      return ok({ choice: decision.value })
    })
  }
