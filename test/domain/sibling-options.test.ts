import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type ApplyingSibling,
  commonKitas,
  mostOptions,
  siblingFamily,
  siblingOptions,
} from '../../src/domain/sibling-options.ts'
import { numRuns } from '../engine/support/problems.ts'

/** A child whose wishes are written as `Kita/place class`, the most wanted first. */
function child(ticket: string, ...wishes: string[]): ApplyingSibling {
  return {
    ticket,
    wishes: wishes.map((wish, at) => ({ placeClassId: wish, kitaId: wish.split('/')[0], rank: at + 1 })),
  }
}

const written = (siblings: ApplyingSibling[]) => siblingOptions(siblings).map((option) => option.join(' + '))

describe('the ways to be together', () => {
  const tables: [string, ApplyingSibling[], string[]][] = [
    [
      'twins take the same places, first wish first',
      [child('A', 'sonne/u3', 'mond/u3'), child('B', 'sonne/u3', 'mond/u3')],
      ['sonne/u3 + sonne/u3', 'mond/u3 + mond/u3'],
    ],
    [
      'a toddler and a four-year-old share the Kita, not the group',
      [child('A', 'sonne/u3', 'mond/u3'), child('B', 'mond/ü3', 'sonne/ü3')],
      // 3 = 1 + 2 = 2 + 1 with the same worst rank: the child of the smaller ticket has the better one.
      ['sonne/u3 + sonne/ü3', 'mond/u3 + mond/ü3'],
    ],
    [
      'of equal sums the one comes first in which no child pays for the other',
      [child('A', 'sonne/u3', 'mond/u3', 'stern/u3'), child('B', 'stern/ü3', 'mond/ü3', 'sonne/ü3')],
      ['mond/u3 + mond/ü3', 'sonne/u3 + sonne/ü3', 'stern/u3 + stern/ü3'],
    ],
    [
      'other hours at the Kita are further ways',
      [child('A', 'sonne/45', 'sonne/35'), child('B', 'sonne/45')],
      ['sonne/45 + sonne/45', 'sonne/35 + sonne/45'],
    ],
    [
      'three children need a Kita that all three wish for',
      [child('A', 'sonne/u3', 'mond/u3'), child('B', 'mond/ü3', 'sonne/ü3'), child('C', 'mond/u3')],
      ['mond/u3 + mond/ü3 + mond/u3'],
    ],
    ['no common Kita, no way', [child('A', 'sonne/u3'), child('B', 'mond/ü3')], []],
    ['a child without wishes has no Kita in common', [child('A', 'sonne/u3'), child('B')], []],
  ]

  test.each(tables)('%s', (_, siblings, options) => {
    expect(written(siblings)).toEqual(options)
  })

  test('count by the ranks in the list as it was written, also where a wish in it does not fit', () => {
    const late = { ticket: 'A', wishes: [{ placeClassId: 'mond/u3', kitaId: 'mond', rank: 5 }] }
    const both = [
      { ...late, wishes: [{ placeClassId: 'sonne/u3', kitaId: 'sonne', rank: 4 }, ...late.wishes] },
      child('B', 'mond/ü3', 'x/ü3', 'sonne/ü3'),
    ]

    expect(written(both)).toEqual(['mond/u3 + mond/ü3', 'sonne/u3 + sonne/ü3'])
  })

  test('name the common Kitas in the order of the first child', () => {
    expect(commonKitas([child('A', 'b/1', 'a/1', 'b/2', 'c/1'), child('B', 'a/1', 'b/1')])).toEqual(['b', 'a'])
    expect(commonKitas([])).toEqual([])
  })

  test('are all there are, in the documented order, up to a bound', () => {
    const wishes = fc.uniqueArray(fc.constantFrom('a/1', 'a/2', 'a/3', 'b/1', 'b/2', 'c/1', 'c/2'), { maxLength: 7 })
    const families = fc.array(wishes, { minLength: 2, maxLength: 3 })
    fc.assert(
      fc.property(families, (lists) => {
        const siblings = lists.map((list, at) => child(`T${at}`, ...list))
        const expected = sortedByDefinition(siblings)
        expect(siblingOptions(siblings)).toEqual(expected.slice(0, mostOptions))
      }),
      { numRuns: numRuns(300) },
    )
    const many = Array.from({ length: 6 }, (_, at) => `a/${at}`)
    const three = ['A', 'B', 'C'].map((ticket) => child(ticket, ...many))
    expect(sortedByDefinition(three)).toHaveLength(216)
    expect(siblingOptions(three)).toEqual(sortedByDefinition(three).slice(0, mostOptions))
  })

  test('are not all made first: these would be 50 to the power of 6', () => {
    const fifty = Array.from({ length: 50 }, (_, at) => `a/${at}`)
    const six = Array.from({ length: 6 }, (_, at) => child(`T${at}`, ...fifty))

    expect(siblingOptions(six)).toHaveLength(mostOptions)
  })
})

/** Every combination at a common Kita, sorted by sum, worst rank, ranks: nothing of it is shared with what is tested. */
function sortedByDefinition(siblings: ApplyingSibling[]): string[][] {
  const all = siblings.reduce<ApplyingSibling['wishes'][]>(
    (options, { wishes }) => options.flatMap((option) => wishes.map((wish) => [...option, wish])),
    [[]],
  )
  const key = (option: ApplyingSibling['wishes']) => {
    const ranks = option.map(({ rank }) => rank)
    return [ranks.reduce((a, b) => a + b, 0), Math.max(...ranks), ...ranks]
      .map((n) => String(n).padStart(3, '0'))
      .join()
  }
  return all
    .filter((option) => new Set(option.map(({ kitaId }) => kitaId)).size === 1)
    .toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
    .map((option) => option.map(({ placeClassId }) => placeClassId))
}

describe('a family in the round', () => {
  const siblings = [child('T9', 'sonne/u3', 'mond/u3'), child('T10', 'mond/ü3')]

  test('stands under its smallest ticket, from which the shared lot is drawn, its children in the order of tickets', () => {
    expect(siblingFamily('together-or-nothing', siblings)).toEqual({
      id: 'T10',
      children: ['T10', 'T9'],
      together: 'require',
      wishes: [['mond/ü3', 'mond/u3']],
    })
    expect(siblingFamily('together-or-split', siblings)).toMatchObject({ id: 'T10', together: 'prefer' })
  })

  test('is none where each child stands on its own: by choice, alone, or with leave to be split and no common Kita', () => {
    const apart = [child('A', 'sonne/u3'), child('B', 'mond/ü3')]

    expect(siblingFamily('independent', siblings)).toBeUndefined()
    expect(siblingFamily('together-or-nothing', siblings.slice(0, 1))).toBeUndefined()
    expect(siblingFamily('together-or-split', apart)).toBeUndefined()
  })

  test('that wants only a common Kita and has none keeps to it, and has no way at all', () => {
    const apart = [child('A', 'sonne/u3'), child('B', 'mond/ü3')]

    expect(siblingFamily('together-or-nothing', apart)).toMatchObject({ together: 'require', wishes: [] })
  })
})
