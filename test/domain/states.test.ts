import { describe, expect, test } from 'vitest'
import { coarseStateOf, placeRequestStates, placeRequestTransitions } from '../../src/domain/place-request.ts'
import { roundStates, roundTransitions } from '../../src/domain/round.ts'
import { twoPersonActStates, twoPersonActTransitions } from '../../src/domain/two-person-act.ts'
import { allows, follow, type Transition } from '../../src/domain/transition.ts'

const tables: [string, readonly string[], readonly Transition<string>[]][] = [
  ['place request', placeRequestStates, placeRequestTransitions],
  ['round', roundStates, roundTransitions],
  ['two-person act', twoPersonActStates, twoPersonActTransitions],
]

describe.each(tables)('the life of a %s', (_, states, table) => {
  test('names no row twice', () => {
    const rows = table.map((row) => JSON.stringify(row))
    expect(new Set(rows).size).toBe(rows.length)
  })

  test('can reach every state from the beginning', () => {
    const reached = new Set<string | null>([null])
    for (let before = 0; before !== reached.size;) {
      before = reached.size
      for (const { from, to } of table) if (reached.has(from)) reached.add(to)
    }
    expect(states.filter((state) => !reached.has(state))).toEqual([])
  })
})

test('a round is not released before it was reviewed', () => {
  expect(allows(roundTransitions, 'computed', 'release', 'released')).toBe(false)
  expect(allows(roundTransitions, 'in-review', 'release', 'released')).toBe(true)
})

describe('following the table of a round', () => {
  test('leads by freeze and draw from open to drawn, and nowhere from anything but open', () => {
    expect(follow(roundTransitions, 'open', ['freeze', 'draw'])).toBe('drawn')
    for (const state of roundStates.filter((other) => other !== 'open')) {
      expect(follow(roundTransitions, state, ['freeze', 'draw']), state).toBeUndefined()
    }
  })
})

describe('before the release', () => {
  test('a child with a proposal and one without read the same', () => {
    expect(coarseStateOf('proposed', false)).toBe(coarseStateOf('waiting', false))
  })
})
