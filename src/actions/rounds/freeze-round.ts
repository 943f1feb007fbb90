import { allocationProblemOf, type FreezeRefusal } from '../../domain/allocation-problem.ts'
import { freezeInput, type RoundRules } from '../../domain/freeze.ts'
import { type NamedValue, nameValue, type NameValueRefusal, textOfNamed } from '../../domain/public-value.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { roundTransitions } from '../../domain/round.ts'
import { follow } from '../../domain/transition.ts'
import { hashProblem } from '../../engine/canonical.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { nextComputationNumber, saveFrozenInput } from '../../store/computations.ts'
import { insertDraw } from '../../store/draws.ts'
import { findInstallation } from '../../store/installation.ts'
import { saveRequestStates } from '../../store/place-requests.ts'
import { companyNames } from '../../store/reads/round-outcome.ts'
import { findRound, loadRoundInput, type LoadedRoundInput, type Round, saveRoundState } from '../../store/rounds.ts'
import { lockRoundsOfYear } from '../../store/rounds-of-year.ts'
import type { Deps } from '../deps.ts'
import { publishHead } from '../publish-head.ts'
import { once, type OnceRefusal } from '../once.ts'

export type FreezeRoundRefusal =
  | OnceRefusal
  | FreezeRefusal
  | NameValueRefusal
  | { kind: 'not-found' }
  | { kind: 'round-not-open' }
  | { kind: 'changed-meanwhile' }

export type Frozen = { root: string; rulesHash: string }

/**
 * Freezes an open round: its input and its rules get their hashes, and the public random value that the lots will come from is
 * named before anybody can know it. From here on nothing can be changed unseen; the computation waits for the draw.
 */
export const freezeRound =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    input: { roundId: string; named: NamedValue; key: string },
  ): Promise<Result<Frozen, FreezeRoundRefusal>> => {
    const { accountId } = viewer
    if (accountId === null) return refuse({ kind: 'not-found' })
    const { roundId, key } = input
    const { demo } = await findInstallation(deps.db)
    const content = { roundId, named: textOfNamed(input.named) }
    return once(
      deps,
      { accountId, key, act: 'freeze-round', content },
      async (trx): Promise<Result<Frozen, FreezeRoundRefusal>> => {
        const found = await findRound(trx, roundId)
        if (!found || !may(viewer, 'round.freeze', found)) return refuse({ kind: 'not-found' })
        const named = nameValue(input.named, deps.now(), { pastAllowed: demo })
        if (!named.ok) return named
        // Whoever is changing this year's input at the moment comes before the freeze, or finds it frozen.
        await lockRoundsOfYear(trx, found.consortiumId, found.kitaYear)
        const round = (await findRound(trx, roundId)) ?? found
        const frozenState = follow(roundTransitions, round.state, ['freeze'])
        if (!frozenState) return refuse({ kind: 'round-not-open' })

        const loaded = await loadRoundInput(trx, round)
        const problem = allocationProblemOf(loaded)
        if (!problem.ok) return problem
        const draw = { id: deps.newId(), roundId, named: content.named, frozenBy: accountId, frozenAt: deps.now() }
        const names = await companyNames(trx, round.consortiumId)
        const frozen = freezeInput(
          {
            draw: draw.id,
            named: draw.named,
            rules: rulesOf(round, loaded, names),
            problem: problem.value,
            children: loaded.children,
            requests: loaded.requests,
          },
          deps.newSalt,
        )

        if (!(await saveRoundState(trx, round, frozenState))) return refuse({ kind: 'changed-meanwhile' })
        await insertDraw(trx, { ...draw, ...frozen })
        const computation = {
          id: deps.newId(),
          roundId,
          number: await nextComputationNumber(trx, roundId),
          requestedBy: accountId,
          requestedAt: draw.frozenAt,
          problem: problem.value,
          problemHash: hashProblem(problem.value),
        }
        await saveFrozenInput(trx, computation, loaded)
        await saveRequestStates(trx, [...loaded.requestIds.values()], 'submitted', 'freeze', 'in-round')
        const { root, rulesHash } = frozen
        await appendAudit(trx, {
          at: draw.frozenAt,
          actor: accountId,
          role: viewer.role,
          action: 'round.freeze',
          subject: roundId,
          details: { draw: draw.id, root, rulesHash, named: draw.named, requests: loaded.requests.length },
        })
        await publishHead(deps, trx)
        return ok({ root, rulesHash })
      },
    )
  }

/** What everybody may read of the rules, with words for the ids of place classes and companies. */
function rulesOf(round: Round, input: LoadedRoundInput, companies: Map<string, string>): RoundRules {
  const placeClasses = input.placeClasses.map(({ id, ageBand, hours, startMonth }) => [
    id,
    `${input.kitaNames.get(id) ?? id}, ${ageBand}, ${hours} h, ${startMonth.slice(0, 7)}`,
  ])
  return {
    mechanism: mechanismVersion,
    consortium: round.consortiumId,
    round: { id: round.id, name: round.name, kitaYear: round.kitaYear },
    points: { version: input.catalogue.version, hash: input.catalogueHash },
    names: Object.fromEntries([...placeClasses, ...companies]) as Record<string, string>,
  }
}

/** Of engine/README.md: whoever changes what the allocation means counts it up. */
const mechanismVersion = 1
