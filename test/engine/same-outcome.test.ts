import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateFamilyProblem } from '../../scripts/bench/generate-family-problem.ts'
import { allocateProblem } from '../../src/engine/allocate.ts'
import { outcomeText } from '../../src/engine/files/outcome-text.ts'
import type { AllocationOutcome, AllocationProblem } from '../../src/engine/types.ts'

/** Enough families for every step: narrowing, components, the solver. */
const market = generateFamilyProblem(160, 7)
const folder = mkdtempSync(join(tmpdir(), 'verbund-kita-same-'))
const root = new URL('../..', import.meta.url)
let expected: AllocationOutcome
const textOf = (outcome: AllocationOutcome) => [...outcomeText(outcome)].join('')

beforeAll(async () => {
  expected = await allocateProblem(market)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the same market', () => {
  test('needs the exact step, so that all that follows says something', () => {
    expect(expected.method).toBe('family-exact')
  })

  test.each([
    { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Apia' },
    { LANG: 'C', LC_ALL: 'C', TZ: 'America/St_Johns' },
  ])('in another language and time zone has the same outcome, to the letter: $TZ', (environment) => {
    const [problemFile, outcomeFile] = [join(folder, 'problem.json'), join(folder, `${environment.LANG}.json`)]
    writeFileSync(problemFile, JSON.stringify(market))

    const args = ['--import', 'tsx', 'src/cli/allocate.ts', problemFile, '--out', outcomeFile]
    const { status } = spawnSync(process.execPath, args, { cwd: root, env: { ...process.env, ...environment } })

    expect(status).toBe(0)
    expect(readFileSync(outcomeFile, 'utf8')).toBe(textOf(expected))
  })

  test('with its rows in another order has the same outcome, to the letter', async () => {
    const shuffled = {
      ...market,
      programs: market.programs.toReversed(),
      children: market.children.toSorted((a, b) => (a.lot ?? '').localeCompare(b.lot ?? '')),
      families: market.families?.toReversed(),
    }

    expect(textOf(await allocateProblem(shuffled))).toBe(textOf(expected))
  })

  test('with other ids for everything has the same outcome after renaming back, as every child has its lot', async () => {
    const renamed = await allocateProblem(renamedBy(market, (id) => `z-${turned(id)}`))

    expect(comparable(renamed, (id) => turned(id.replace('z-', '')))).toEqual(comparable(expected, (id) => id))
  })
})

// Our ids are plain letters.
const turned = (id: string) => id.split('').toReversed().join('')

function renamedBy({ programs, children, families = [], ...rest }: AllocationProblem, name: (id: string) => string) {
  const keys = <T>(table: Record<string, T>) =>
    Object.fromEntries(Object.entries(table).map(([key, value]) => [name(key), value]))
  return {
    ...rest,
    programs: programs.map(({ id, capacity, reserves }) => ({ id: name(id), capacity, reserves: keys(reserves) })),
    children: children.map((child) => ({
      ...child,
      id: name(child.id),
      wishes: child.wishes.map(name),
      companies: child.companies.map(name),
      priority: typeof child.priority === 'number' ? child.priority : keys(child.priority),
    })),
    families: families.map((family) => ({
      ...family,
      id: name(family.id),
      children: family.children.map(name),
      wishes: family.wishes.map((option) => option.map((id) => (id === null ? null : name(id)))),
    })),
  }
}

// Whom a child of two companies counts for is decided by the companies' ids, so labels are compared by how many there are.
function comparable(
  { method, methodDetail, assignments, unplaced, programs }: AllocationOutcome,
  back: (id: string) => string,
) {
  return {
    method,
    methodDetail,
    assignments: Object.fromEntries(assignments.map(({ child, program }) => [back(child), back(program)])),
    unplaced: unplaced.map(back).toSorted(),
    programs: Object.fromEntries(
      programs.map(({ id, held, cutoffs, reserves }) => [
        back(id),
        {
          held,
          used: Object.values(reserves).reduce((sum, { used }) => sum + used, 0),
          cutoffs: Object.fromEntries(
            Object.entries(cutoffs).map(([key, value]) => [key === 'pool' ? key : back(key), value]),
          ),
        },
      ]),
    ),
  }
}
