import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SiblingChoice } from '../../src/domain/sibling-choice.ts'
import type { Database } from '../../src/store/db.ts'
import { siblingDecisionWords } from '../../src/web/rounds/sibling-decision.ts'
import { anAccount, aPassword } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { aFamilyRound, roundSteps } from '../support/family-builders.ts'
import { migratedDatabase } from '../support/house.ts'
import { Person, testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let coordinator: Person
let steps: ReturnType<typeof roundSteps>

/**
 * Two places in the Sonne, one for 45 hours and one for 35. Kim can only have the first, Lou only the second. Sam, who wants
 * either, comes between them.
 */
beforeEach(async () => {
  database = await migratedDatabase()
  const { db } = database
  const deps = testDeps(db)
  steps = roundSteps(deps)
  await aFamilyRound(db, {
    companies: {},
    kitas: [
      { id: 'sonne', name: 'Kita Sonne', places: 1 },
      { id: 'short', name: 'Kita Sonne', places: 1 },
    ],
    children: [
      { id: 'kim', family: 'twins', wishes: ['sonne'], answers: [{ criterion: 'hardship', value: 1 }] },
      { id: 'lou', family: 'twins', wishes: ['short'] },
      { id: 'sam', wishes: ['sonne', 'short'], answers: [{ criterion: 'single-parent', value: 1 }] },
    ],
  })
  await db.updateTable('place_class').set({ kita_id: 'sonne', hours: 35 }).where('id', '=', 'class-short').execute()
  const passwordHash = await deps.hashPassword(aPassword)
  await anAccount(db, { id: 'ko', role: 'coordinator', subjects: ['consortium-1'], passwordHash })
  coordinator = new Person(testServer(deps))
  await coordinator.signIn('ko@example.org', aPassword)
})
afterEach(() => database.drop())

const choose = (choice: SiblingChoice) =>
  database.db
    .insertInto('sibling_choice')
    .values({ family_id: 'twins', consortium_id: 'consortium-1', kita_year: 2027, choice, version: 1 })
    .execute()

async function computed() {
  await steps.freeze()
  await steps.compute()
  const page = await coordinator.get('/vergaberunden/round-1')
  const panel = /<section aria-labelledby="sibling-decision"[\s\S]*?<\/section>/.exec(page.text)?.[0] ?? ''
  const { body } = await coordinator.get('/vergaberunden/round-1', 'application/json')
  return { panel, decision: body.siblingDecision }
}

describe('a coordinator reads which step decided', () => {
  test('where nobody wanted anybody together: the plain round', async () => {
    const { decision, panel } = await computed()

    expect(decision).toEqual({ method: 'plain', step: expect.stringContaining('Keine Familie wollte') })
    expect(panel).toContain('data-method="plain"')
  })

  test('where the plain round gave siblings what they wanted', async () => {
    await choose('together-or-nothing')
    await database.db.updateTable('place_class').set({ vacancies: 2 }).execute()

    const { decision } = await computed()

    expect(decision.step).toContain('Der genaue Schritt war nicht nötig.')
    expect(decision.figures).toBe(
      'Familien, die ihre Kinder zusammen wollten: 1. Zusammen untergebracht: 1. Geteilt, weil es nirgends zusammen ging: 0. Ganz ohne Platz: 0.',
    )
  })

  test('where no result is without a claim: the fallback, and the claim by the family’s ticket', async () => {
    await choose('together-or-nothing')

    const { decision, panel } = await computed()

    expect(decision.method).toBe('family-fallback')
    expect(decision.step).toContain('Bewiesen ist')
    expect(decision.figures).toContain('Ganz ohne Platz: 1.')
    expect(decision.claimsLead).toContain('Offene Ansprüche von Familien: 1.')
    expect(decision.claims).toEqual([{ ticket: 'TICKET-kim', text: expect.stringMatching(/^Kita Sonne: fiel/) }])
    expect(panel).toContain('TICKET-kim')
    expect(panel).not.toContain('twins')
  })

  test('where they may be split and there is no common place: that they were, and that the plain round sufficed then', async () => {
    await choose('together-or-split')
    await database.db.updateTable('place_class').set({ vacancies: 0 }).where('id', '=', 'class-short').execute()

    const { decision } = await computed()

    expect(decision.method).toBe('plain')
    expect(decision.step).toContain('seit sie einzeln zählen')
    expect(decision.figures).toContain('Geteilt, weil es nirgends zusammen ging: 1.')
    expect(decision.claims).toBeUndefined()
  })

  test('in words also where a limit was reached', () => {
    const figures = { families: 1, together: 1, split: 0, withoutPlace: 0, claims: [] }
    const wordsOf = (more: {
      method: 'family-exact' | 'family-fallback'
      optimal?: boolean
      exact?: 'limit-reached'
    }) => siblingDecisionWords({ ...figures, rankSum: 1_234, ...more }).step

    expect(wordsOf({ method: 'family-exact', optimal: true })).toMatch(/1\.234; bewiesen/)
    expect(wordsOf({ method: 'family-exact', optimal: false })).toMatch(/1\.234; ob ein anderes/)
    expect(wordsOf({ method: 'family-fallback', exact: 'limit-reached' })).toContain('bis zur Rechengrenze')
  })
})
