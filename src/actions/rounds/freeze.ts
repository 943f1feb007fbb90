import { allocationProblemOf, type FreezeRefusal } from '../../domain/allocation-problem.ts'
import { freezeInput, hashInput, hashRoundRules, type RoundRules } from '../../domain/freeze.ts'
import { type NamedValue, nameValue, type NameValueRefusal, textOfNamed } from '../../domain/public-value.ts'
import { ok, refuse } from '../../domain/result.ts'
import { type RoundState, roundTransitions } from '../../domain/round.ts'
import { follow } from '../../domain/transition.ts'
import { hashProblem } from '../../engine/canonical.ts'
import type { AllocationProblem } from '../../engine/types.ts'
import { nextComputationNumber, saveFrozenInput } from '../../store/computations.ts'
import { insertDraw } from '../../store/draws.ts'
import { findInstallation } from '../../store/installation.ts'
import { saveRequestStates } from '../../store/place-requests.ts'
import { companyNames } from '../../store/reads/round-outcome.ts'
import { loadRoundInput, type LoadedRoundInput, type Round, saveRoundState } from '../../store/rounds.ts'
import type { Deps } from '../deps.ts'
import type { TwoPersonAct } from '../two-person-acts/act.ts'

type Choice = { named: NamedValue }
type Case = { next: RoundState; loaded: LoadedRoundInput; problem: AllocationProblem; rules: RoundRules }
export type FreezeActRefusal = FreezeRefusal | NameValueRefusal | { kind: 'round-not-open' }

export type Frozen = { root: string; rulesHash: string }

/**
 * Freezes an open round: its input and its rules get their hashes, and the public random value that the lots will come from is
 * named before anybody can know it, which is asked again when the second person approves. From then on nothing can be changed
 * unseen; the computation waits for the draw.
 */
export const freeze = (deps: Deps): TwoPersonAct<Choice, Case, Frozen, FreezeActRefusal> => ({
  name: 'freeze',
  permission: 'round.freeze',

  async consider(db, round, { named }) {
    const next = follow(roundTransitions, round.state, ['freeze'])
    if (!next) return refuse({ kind: 'round-not-open' })
    const { demo } = await findInstallation(db)
    const nameable = nameValue(named, deps.now(), { pastAllowed: demo })
    if (!nameable.ok) return nameable
    const loaded = await loadRoundInput(db, round)
    const problem = allocationProblemOf(loaded)
    if (!problem.ok) return problem
    const rules = rulesOf(round, loaded, await companyNames(db, round.consortiumId))
    const facts = {
      inputHash: hashInput(loaded, loaded.children),
      rulesHash: hashRoundRules(rules, textOfNamed(named)),
      requests: loaded.requests.length,
      vacancies: loaded.placeClasses.reduce((sum, { vacancies }) => sum + vacancies, 0),
      reserved: loaded.quotaPlaces.length,
    }
    return ok({ facts, case: { next, loaded, problem: problem.value, rules } })
  },

  async perform(trx, round, { choice, case: { next, loaded, problem, rules }, by, at }) {
    const draw = { id: deps.newId(), roundId: round.id, named: textOfNamed(choice.named), frozenBy: by, frozenAt: at }
    const { children, requests } = loaded
    const frozen = freezeInput({ draw: draw.id, named: draw.named, rules, problem, children, requests }, deps.newSalt)
    if (!(await saveRoundState(trx, round, next))) throw new Error('a locked round was changed meanwhile')
    await insertDraw(trx, { ...draw, ...frozen })
    const computation = {
      id: deps.newId(),
      roundId: round.id,
      number: await nextComputationNumber(trx, round.id),
      requestedBy: by,
      requestedAt: at,
      problem,
      problemHash: hashProblem(problem),
    }
    await saveFrozenInput(trx, computation, loaded)
    await saveRequestStates(trx, [...loaded.requestIds.values()], 'submitted', 'freeze', 'in-round')
    const { root, rulesHash } = frozen
    const details = { draw: draw.id, root, rulesHash, named: draw.named, requests: requests.length }
    return { done: { root, rulesHash }, details }
  },
})

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
