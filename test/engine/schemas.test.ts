import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocateSingles } from '../../src/engine/allocate.ts'
import { readOutcome } from '../../src/engine/files/outcome.ts'
import { readProblem } from '../../src/engine/files/problem.ts'
import outcomeSchema from '../../src/engine/schemas/allocation-outcome-1.schema.json' with { type: 'json' }
import problemSchema from '../../src/engine/schemas/allocation-problem-1.schema.json' with { type: 'json' }
import { child, problem, program } from './support/builders.ts'
import { outcomeByDefinition } from './support/families-by-definition.ts'
import { smallFamilyMarkets } from './support/family-problems.ts'
import { isValid } from './support/json-schema.ts'
import { outcomeFile } from './support/outcome-by-definition.ts'
import { numRuns, smallProblems } from './support/problems.ts'
import { spoiled } from './support/spoiled.ts'

const generated = smallProblems({ programs: 3, children: 6, capacity: 4 })

describe('the JSON Schemas', () => {
  test('accept what is read and what is written', () => {
    fc.assert(
      fc.property(generated, (value) => {
        const outcome: unknown = JSON.parse(JSON.stringify(allocateSingles(value)))

        expect(readProblem(value).ok).toBe(true)
        expect(isValid(value, problemSchema)).toBe(true)
        expect(readOutcome(outcome).ok).toBe(true)
        expect(isValid(outcome, outcomeSchema)).toBe(true)
      }),
      { numRuns: numRuns(50) },
    )
  })

  const small = problem(
    [{ ...program('k', 3, { A: 1 }), poolShares: { A: 1 } }],
    [
      child('a', ['k'], { k: 1 }, { companies: ['A'], poolPriority: 2, lot: '0a', blocked: ['k'] }),
      child('b', ['k'], 1, { companies: ['A', 'B'] }),
      child('c', [], 1, { present: 'k' }),
    ],
    { seed: '00ff', solver: { conflicts: 1 } },
  )
  const pair = problem([program('k', 1)], [child('a', [], 2), child('b', [], 2), child('c', ['k'], 1)], {
    families: [
      {
        id: 'F',
        children: ['a', 'b'],
        together: 'require',
        wishes: [
          ['k', 'k'],
          [null, 'k'],
          ['k', null],
        ],
      },
    ],
  })

  test('accept families and what comes out for them', () => {
    fc.assert(
      fc.property(smallFamilyMarkets({ programs: 3, children: 6, capacity: 3, prefer: true }), (value) => {
        expect(readProblem(value).ok).toBe(true)
        expect(isValid(value, problemSchema)).toBe(true)
        expect(isValid(outcomeFile(value, outcomeByDefinition(value)), outcomeSchema)).toBe(true)
      }),
      { numRuns: numRuns(50) },
    )
  })

  test('refuse no problem with a family that is read', () => {
    const read = [...spoiled(pair)].filter((value) => readProblem(value).ok)

    expect(read.length).toBeGreaterThan(0)
    expect(read.filter((value) => !isValid(value, problemSchema))).toEqual([])
  })

  test('accept exactly the outcomes that are read, with all that a method can record', () => {
    const outcome = outcomeFile(pair, outcomeByDefinition(pair))
    const everything = { split: ['P'], rankSum: 1, optimal: true, exact: 'limit-reached' as const, deleted: { F: [0] } }
    const claims = [{ family: 'F', wish: ['k', null], reason: 'own-places-released' as const }]
    const values = [...spoiled({ ...outcome, methodDetail: everything, claims })]

    expect(values.filter((value) => readOutcome(value).ok !== isValid(value, outcomeSchema))).toEqual([])
  })

  test('refuse no problem that is read', () => {
    const read = [...spoiled(small)].filter((value) => readProblem(value).ok)

    expect(read.length).toBeGreaterThan(0)
    expect(read.filter((value) => !isValid(value, problemSchema))).toEqual([])
  })

  test('accept exactly the outcomes that are read', () => {
    const values = [...spoiled(allocateSingles(small))]

    expect(values.filter((value) => readOutcome(value).ok !== isValid(value, outcomeSchema))).toEqual([])
  })
})
