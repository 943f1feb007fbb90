import { expect, test } from 'vitest'
import { outcomeFigures } from '../../src/domain/outcome-figures.ts'

test('an outcome is told by ranks met, places filled and quotas used', () => {
  const figures = outcomeFigures(
    [
      { companies: ['A'], companyId: 'A', wishRank: 1 },
      { companies: ['A', 'B'], companyId: null, wishRank: 7 },
      { companies: [], companyId: null, wishRank: null },
    ],
    [{ capacity: 3, held: 2, reserves: { A: { places: 1, used: 1 }, B: { places: 1, used: 0 } } }],
  )

  expect(figures).toMatchObject({ children: 3, placed: 2, waiting: 1, places: { total: 3, filled: 2, free: 1 } })
  expect(figures.byWishRank.map(({ children }) => children)).toEqual([1, 0, 0, 0, 1])
  expect(figures.companies).toEqual([
    { companyId: 'A', reserved: 1, used: 1, toPool: 0, children: 2, childrenPlaced: 2 },
    { companyId: 'B', reserved: 1, used: 0, toPool: 1, children: 1, childrenPlaced: 1 },
  ])
})
