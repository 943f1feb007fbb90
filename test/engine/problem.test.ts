import { describe, expect, test } from 'vitest'
import { readProblem } from '../../src/engine/files/problem.ts'

/** A small problem that is right in every part; each refusal below breaks one thing. */
const right = () => ({
  format: 'allocation-problem/1',
  programs: [
    { id: 'k1', capacity: 3, reserves: { A: 2, B: 1 }, poolShares: { A: 2, B: 1 } },
    { id: 'k2', capacity: 1, reserves: {} },
  ],
  children: [
    { id: 'c1', wishes: ['k1', 'k2'], companies: ['A', 'B'], priority: { k1: 4, k2: -1 }, lot: '0a' },
    { id: 'c2', wishes: ['k2'], companies: [], priority: 7, poolPriority: { k2: 3 }, blocked: ['k1'] },
    { id: 'c3', wishes: [], companies: [], priority: 1 },
    { id: 'c4', wishes: [], companies: ['Z'], priority: { k1: 2, k2: 2 } },
  ],
  families: [] as unknown[],
  seed: '9f4e',
  solver: { conflicts: 1000 },
})

type Problem = ReturnType<typeof right>
const family = { id: 'F', children: ['c3', 'c4'], together: 'require', wishes: [['k1', 'k1'], ['k2', null]] } // prettier-ignore

const broken = (change: (problem: Problem) => unknown): unknown => {
  const problem = right()
  return change(problem) ?? problem
}
const set = (target: object, values: object) => void Object.assign(target, values)

const refusals: [rule: string, value: unknown, path: string][] = [
  ['no object', [], '$'],
  ['no object but null', null, '$'],
  ['another format', broken((p) => set(p, { format: 'allocation-problem/2' })), '$.format'],
  ['no format', broken((p) => set(p, { format: undefined })), '$.format'],
  ['no programs', broken((p) => set(p, { programs: undefined })), '$.programs'],
  ['no children', broken((p) => set(p, { children: undefined })), '$.children'],
  ['programs that are no list', broken((p) => set(p, { programs: {} })), '$.programs'],
  ['a child that is no object', broken((p) => set(p.children, { 4: null })), '$.children[4]'],
  ['an unknown key of the problem', broken((p) => set(p, { note: 'x' })), '$.note'],
  ['an unknown key of a program', broken((p) => set(p.programs[0], { name: 'x' })), '$.programs[0].name'],
  ['an unknown key of a child', broken((p) => set(p.children[1], { 'first name': 'x' })), '$.children[1]["first name"]'],
  ['an unknown key of the solver', broken((p) => set(p.solver, { seconds: 1 })), '$.solver.seconds'],
  ['a program twice', broken((p) => set(p.programs[1], { id: 'k1' })), '$.programs[1].id'],
  ['a child twice', broken((p) => set(p.children[2], { id: 'c1' })), '$.children[2].id'],
  ['an empty id', broken((p) => set(p.children[2], { id: '' })), '$.children[2].id'],
  ['a number as id', broken((p) => set(p.children[2], { id: 3 })), '$.children[2].id'],
  ['half a character in an id', broken((p) => set(p.children[2], { id: '\ud800' })), '$.children[2].id'],
  ['no id', broken((p) => set(p.children, { 2: { wishes: [], companies: [], priority: 1 } })), '$.children[2].id'],
  ['no capacity', broken((p) => set(p.programs, { 1: { id: 'k2', reserves: {} } })), '$.programs[1].capacity'],
  ['no reserves', broken((p) => set(p.programs, { 1: { id: 'k2', capacity: 1 } })), '$.programs[1].reserves'],
  ['no wishes', broken((p) => set(p.children, { 2: { id: 'c3', companies: [], priority: 1 } })), '$.children[2].wishes'],
  ['no companies', broken((p) => set(p.children, { 2: { id: 'c3', wishes: [], priority: 1 } })), '$.children[2].companies'],
  ['no priority', broken((p) => set(p.children, { 2: { id: 'c3', wishes: [], companies: [] } })), '$.children[2].priority'],
  ['a wish for an unknown program', broken((p) => set(p.children[0], { wishes: ['k1', 'k9'] })), '$.children[0].wishes[1]'],
  ['a wish twice', broken((p) => set(p.children[0], { wishes: ['k1', 'k1'] })), '$.children[0].wishes[1]'],
  ['wishes that are no list', broken((p) => set(p.children[0], { wishes: 'k1' })), '$.children[0].wishes'],
  ['no priority for a wish', broken((p) => set(p.children[0], { priority: { k1: 4 } })), '$.children[0].priority.k2'],
  ['no pool priority for a wish', broken((p) => set(p.children[1], { poolPriority: { k1: 4 } })), '$.children[1].poolPriority.k2'],
  ['a priority for an unknown program', broken((p) => set(p.children[1], { priority: { k2: 1, k9: 4 } })), '$.children[1].priority.k9'],
  ['a priority with a fraction', broken((p) => set(p.children[1], { priority: 1.5 })), '$.children[1].priority'],
  ['a priority as text', broken((p) => set(p.children[1], { priority: '7' })), '$.children[1].priority'],
  ['a priority of null', broken((p) => set(p.children[1], { priority: null })), '$.children[1].priority'],
  ['a priority that is not a number', broken((p) => set(p.children[1], { priority: Number.NaN })), '$.children[1].priority'],
  ['a priority beyond exact numbers', broken((p) => set(p.children[1], { priority: 2 ** 53 })), '$.children[1].priority'],
  ['a pool priority with a fraction', broken((p) => set(p.children[1], { poolPriority: { k2: 0.5 } })), '$.children[1].poolPriority.k2'],
  ['a negative capacity', broken((p) => set(p.programs[1], { capacity: -1 })), '$.programs[1].capacity'],
  ['a capacity with a fraction', broken((p) => set(p.programs[1], { capacity: 1.5 })), '$.programs[1].capacity'],
  ['a capacity as text', broken((p) => set(p.programs[1], { capacity: '1' })), '$.programs[1].capacity'],
  ['an endless capacity', broken((p) => set(p.programs[1], { capacity: Infinity })), '$.programs[1].capacity'],
  ['a negative reserve', broken((p) => set(p.programs[0], { reserves: { A: -1 } })), '$.programs[0].reserves.A'],
  ['a reserve with a fraction', broken((p) => set(p.programs[0], { reserves: { A: 0.5 } })), '$.programs[0].reserves.A'],
  ['reserves as a list', broken((p) => set(p.programs[0], { reserves: ['A'] })), '$.programs[0].reserves'],
  ['reserves over the capacity', broken((p) => set(p.programs[0], { capacity: 2 })), '$.programs[0].reserves'],
  ['a negative weight', broken((p) => set(p.programs[0], { poolShares: { A: -2 } })), '$.programs[0].poolShares.A'],
  ['a weight with a fraction', broken((p) => set(p.programs[0], { poolShares: { 'A-1': 2.5 } })), '$.programs[0].poolShares["A-1"]'],
  ['three companies', broken((p) => set(p.children[0], { companies: ['A', 'B', 'C'] })), '$.children[0].companies'],
  ['the same company twice', broken((p) => set(p.children[0], { companies: ['A', 'A'] })), '$.children[0].companies[1]'],
  ['a company that is no text', broken((p) => set(p.children[0], { companies: [1] })), '$.children[0].companies[0]'],
  ['a company named as the pool', broken((p) => set(p.programs[0], { reserves: { pool: 1 } })), '$.programs[0].reserves.pool'],
  ['a lot that is no hex', broken((p) => set(p.children[0], { lot: 'xyz' })), '$.children[0].lot'],
  ['a lot in capitals', broken((p) => set(p.children[0], { lot: '0A' })), '$.children[0].lot'],
  ['a lot as number', broken((p) => set(p.children[0], { lot: 10 })), '$.children[0].lot'],
  ['a seed of half a byte', broken((p) => set(p, { seed: 'abc' })), '$.seed'],
  ['an unknown program blocked', broken((p) => set(p.children[1], { blocked: ['k9'] })), '$.children[1].blocked[0]'],
  ['an unknown present program', broken((p) => set(p.children[1], { present: 'k9' })), '$.children[1].present'],
  ['a present program as a list', broken((p) => set(p.children[1], { present: ['k2'] })), '$.children[1].present'],
  ['a present program that is blocked', broken((p) => set(p.children[1], { present: 'k1' })), '$.children[1].present'],
  ['more present children than places', broken((p) => { for (const at of [1, 3]) set(p.children[at], { present: 'k2' }) }), '$.children[3].present'],
  ['no priority for the present program', broken((p) => set(p.children[0], { wishes: ['k1'], priority: { k1: 4 }, present: 'k2' })), '$.children[0].priority.k2'],
  ['no pool priority for the present program', broken((p) => { set(p.children[1], { wishes: [], blocked: [], present: 'k1' }) }), '$.children[1].poolPriority.k1'],
  ['no limit in the solver', broken((p) => set(p, { solver: {} })), '$.solver.conflicts'],
  ['a negative limit', broken((p) => set(p.solver, { conflicts: -1 })), '$.solver.conflicts'],
  ['a family twice', broken((p) => set(p, { families: [family, { ...family, children: ['c2'], wishes: [] }] })), '$.families[1].id'],
  ['an unknown key of a family', broken((p) => set(p, { families: [{ ...family, name: 'x' }] })), '$.families[0].name'],
  ['a family without demand', broken((p) => set(p, { families: [{ ...family, together: 'maybe' }] })), '$.families[0].together'],
  ['an unknown child in a family', broken((p) => set(p, { families: [{ ...family, children: ['c3', 'c9'] }] })), '$.families[0].children[1]'],
  ['a child in two families', broken((p) => set(p, { families: [family, { ...family, id: 'G' }] })), '$.families[1].children[0]'],
  ['a family child with wishes of its own', broken((p) => set(p, { families: [{ ...family, children: ['c3', 'c2'] }] })), '$.families[0].children[1]'],
  ['an option of the wrong length', broken((p) => set(p, { families: [{ ...family, wishes: [['k1']] }] })), '$.families[0].wishes[0]'],
  ['an option with an unknown program', broken((p) => set(p, { families: [{ ...family, wishes: [['k1', 'k9']] }] })), '$.families[0].wishes[0][1]'],
  ['an option twice', broken((p) => set(p, { families: [{ ...family, wishes: [['k1', 'k1'], ['k1', 'k1']] }] })), '$.families[0].wishes[1]'],
  ['a child twice in a family', broken((p) => set(p, { families: [{ ...family, children: ['c3', 'c3'] }] })), '$.families[0].children[1]'],
  ['a family without children', broken((p) => set(p, { families: [{ ...family, children: [], wishes: [] }] })), '$.families[0].children'],
  ['a family without wishes', broken((p) => set(p, { families: [{ ...family, wishes: undefined }] })), '$.families[0].wishes'],
  ['an option that is no list', broken((p) => set(p, { families: [{ ...family, wishes: ['k1'] }] })), '$.families[0].wishes[0]'],
  ["no priority for a family's wish, where the child has another of its own", broken((p) => { set(p, { families: [{ ...family, children: ['c1'], together: 'prefer', wishes: [['k2']] }] }); set(p.children[0], { wishes: ['k1'], priority: { k1: 2 } }) }), '$.children[0].priority.k2'],
  ["no pool priority for a family's wish", broken((p) => { set(p, { families: [family] }); set(p.children[3], { poolPriority: { k2: 2 } }) }), '$.children[3].poolPriority.k1'],
  ["no priority for a family's wish", broken((p) => { set(p, { families: [family] }); set(p.children[3], { priority: { k2: 2 } }) }), '$.children[3].priority.k1'],
] // prettier-ignore

describe('a problem as the format says', () => {
  test('is read as it is', () => {
    const value = right()

    expect(readProblem(value)).toEqual({ ok: true, value })
  })

  test('may have families, who name one program or nothing for each child', () => {
    const value = broken((p) => set(p, { families: [family] }))

    expect(readProblem(value)).toEqual({ ok: true, value })
  })

  test('may have families who would rather be split than without places, with wishes for each child', () => {
    const prefer = { id: 'G', children: ['c1', 'c2'], together: 'prefer', wishes: [['k2', 'k2']] }
    const value = broken((p) => set(p, { families: [family, prefer] }))

    expect(readProblem(value)).toEqual({ ok: true, value })
  })

  test('may leave families, seed and solver out', () => {
    const { format, programs, children } = right()

    expect(readProblem({ format, programs, children })).toMatchObject({ ok: true })
  })

  test('may give a child a present place, wished or not', () => {
    const value = right()
    set(value.children[0], { present: 'k2' })
    set(value.children[2], { present: 'k1' })

    expect(readProblem(value)).toEqual({ ok: true, value })
  })

  test('may name companies and programs as it likes, even __proto__', () => {
    const value: unknown = JSON.parse(
      `{"format":"allocation-problem/1","programs":[{"id":"__proto__","capacity":1,"reserves":{"__proto__":1}}],
        "children":[{"id":"constructor","wishes":["__proto__"],"companies":["__proto__"],"priority":{"__proto__":1}}]}`,
    )

    expect(readProblem(value)).toMatchObject({ ok: true })
  })
})

describe('a file that breaks one rule', () => {
  test.each(refusals)('is refused at its place: %s', (_rule, value, path) => {
    const read = readProblem(value)

    expect(read.ok).toBe(false)
    expect(read.ok ? [] : read.errors.map((error) => error.path)).toContain(path)
  })

  test('says what was expected and what was found', () => {
    const read = readProblem(broken((p) => set(p.children[0], { wishes: ['k1', 'k9'] })))

    expect(read).toEqual({
      ok: false,
      errors: [{ path: '$.children[0].wishes[1]', expected: 'the id of a program', found: '"k9"' }],
    })
  })

  test('is read on, up to twenty errors', () => {
    const children = Array.from({ length: 50 }, (_, at) => ({
      id: `c${at}`,
      wishes: ['k9'],
      companies: [],
      priority: 1,
    }))
    const read = readProblem({ ...right(), children })

    expect(read.ok ? 0 : read.errors.length).toBe(20)
  })
})
