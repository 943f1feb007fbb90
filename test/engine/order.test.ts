import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocateSingles } from '../../src/engine/allocate.ts'
import { canonicalJson, hashProblem } from '../../src/engine/canonical.ts'
import { drawLot, lotDrawer } from '../../src/engine/lot.ts'
import { compareIds, rankWishes, tieOrder } from '../../src/engine/order.ts'
import type { ChildInput } from '../../src/engine/types.ts'
import { verifyOutcome } from '../../src/engine/verify/verify.ts'
import { child, problem, program } from './support/builders.ts'
import { numRuns } from './support/problems.ts'

const seed = '9f4ed8dc1ac6296127c2c82d2a3962ffcda5fec10694b9f5a234fc132fc11500'

/** Who gets the one place of a program that all want. */
const winner = (...children: ChildInput[]) => {
  const one = problem([program('k', 1)], children)
  const outcome = allocateSingles(one)
  expect(verifyOutcome(one, outcome)).toEqual([])
  return outcome.assignments[0].child
}

const equal = (id: string, lot?: string) => child(id, ['k'], 1, lot === undefined ? {} : { lot })

describe('children who want the same place', () => {
  test('the higher score comes first', () => {
    expect(winner(child('a', ['k'], -2, { lot: '00' }), child('b', ['k'], -1, { lot: 'ff' }))).toBe('b')
  })

  test('of equal scores the smaller lot', () => {
    expect(winner(equal('a', '10'), equal('b', '0f'))).toBe('b')
  })

  test('a lot that begins a longer one is smaller', () => {
    expect(winner(equal('a', '0f00'), equal('b', '0f'))).toBe('b')
  })

  test('no lot comes after every lot', () => {
    expect(winner(equal('a'), equal('b', 'ffff'))).toBe('b')
  })

  test('of equal lots the smaller id, by UTF-16 code units', () => {
    expect(winner(equal('b', '01'), equal('B', '01'), equal('ä', '01'))).toBe('B')
    // U+1F600 is written with smaller code units than U+FF5E, though its number is larger.
    expect(winner(equal('\uff5e', '01'), equal('\u{1f600}', '01'))).toBe('\u{1f600}')
  })
})

describe('the draw', () => {
  const tickets = ['TICKETA', 'TICKETB', 'TICKETC', 'TICKETD', 'TICKETE']

  test('gives the published lots', () => {
    expect(tickets.map((ticket) => drawLot(seed, ticket).slice(0, 8))).toEqual([
      'c3ae54e5',
      'af909c97',
      'ea906703',
      '8a345c9f',
      'fb73fc7b',
    ])
  })

  test('is an HMAC, whatever the length of seed and ticket', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 300 })
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 80 }), fc.array(texts), (key, some) => {
        const draw = lotDrawer(Buffer.from(key).toString('hex'))
        const hmacs = some.map((ticket) => createHmac('sha256', key).update(`kita-lot/v1\0${ticket}`).digest('hex'))

        expect(some.map(draw)).toEqual(hmacs)
      }),
      { numRuns: numRuns(50) },
    )
  })

  test('decides between children without a lot', () => {
    const { assignments } = allocateSingles(
      problem(
        [program('k', 2)],
        tickets.map((id) => child(id, ['k'], 1)),
        { seed },
      ),
    )

    expect(assignments.map((assignment) => assignment.child)).toEqual(['TICKETB', 'TICKETD'])
  })

  test('keeps a lot that a child brings along', () => {
    const { assignments } = allocateSingles(
      problem([program('k', 1)], [child('TICKETA', ['k'], 1, { lot: 'ff' }), child('TICKETD', ['k'], 1)], { seed }),
    )

    expect(assignments[0].child).toBe('TICKETD')
  })
})

describe('ranks', () => {
  const tie = tieOrder(['01', '00', null])
  const start = Int32Array.from([0, 1, 3, 4])
  /** The wishes in the order of their ranks. */
  const inOrder = (scores: number[]) => {
    const ranks = rankWishes(Float64Array.from(scores), tie, start)
    return Array.from(scores.keys()).toSorted((a, b) => ranks[a] - ranks[b])
  }

  test('say score, then tie', () => {
    expect([...tie]).toEqual([1, 0, 2])
    expect(inOrder([5, 1, 5, 3])).toEqual([2, 0, 3, 1])
  })

  test('say the same where scores lie far apart', () => {
    expect(inOrder([2 ** 53 - 1, -(2 ** 53) + 1, 2 ** 53 - 1, 0])).toEqual([2, 0, 3, 1])
  })

  test('say the same where there are too many scores for 31 bits', () => {
    const children = 50_000
    const descending = Int32Array.from({ length: children }, (_, at) => children - 1 - at)
    const scores = Float64Array.from(descending, (score) => 7 * score)
    const everyChildOnce = Int32Array.from({ length: children + 1 }, (_, at) => at)

    expect(rankWishes(scores, descending, everyChildOnce)).toEqual(descending.toReversed())
  })

  test('lots that begin alike are compared to their end', () => {
    expect([...tieOrder(['00000000f', '00000000', '0000000', null, '00000000', '0000001', null])]).toEqual([
      3, 1, 0, 5, 2, 4, 6,
    ])
  })
})

describe('canonical JSON', () => {
  test('sorts keys by code units and writes what RFC 8785 writes', () => {
    const value = { b: [1, -0, null, true], a: 'ä"\u0007\\', 10: {}, 9: 'x', '\u{1f600}': 1, '\uff5e': 2 }

    expect(canonicalJson(value)).toBe(
      '{"10":{},"9":"x","a":"ä\\"\\u0007\\\\","b":[1,0,null,true],"\u{1f600}":1,"\uff5e":2}',
    )
  })

  test('of a problem does not depend on the order of rows and companies', () => {
    const programs = [program('k2', 1), program('k1', 2)]
    const children = [child('b', ['k1'], 1, { companies: ['B', 'A'] }), child('a', ['k2', 'k1'], 2)]
    const sorted = problem(programs.toReversed(), [children[1], { ...children[0], companies: ['A', 'B'] }])

    expect(hashProblem(problem(programs, children))).toBe(hashProblem(sorted))
  })

  test('of a problem depends on the order of wishes', () => {
    const programs = [program('k1', 1), program('k2', 1)]

    expect(hashProblem(problem(programs, [child('a', ['k1', 'k2'], 1)]))).not.toBe(
      hashProblem(problem(programs, [child('a', ['k2', 'k1'], 1)])),
    )
  })
})

describe('ids', () => {
  test('are compared the same in every language', () => {
    expect(['ä', 'z', 'Z', 'a'].toSorted(compareIds)).toEqual(['Z', 'a', 'z', 'ä'])
  })
})
