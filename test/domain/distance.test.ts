import { expect, test } from 'vitest'
import { kilometresBetween } from '../../src/domain/distance.ts'

const berlin = { longitude: 13.405, latitude: 52.52 }

test.each([
  ['nowhere', berlin, berlin, 0],
  ['Berlin to Munich', berlin, { longitude: 11.582, latitude: 48.1351 }, 504.4],
  ['one degree of longitude on the equator', { longitude: 0, latitude: 0 }, { longitude: 1, latitude: 0 }, 111.2],
  ['across the date line', { longitude: 179.5, latitude: 0 }, { longitude: -179.5, latitude: 0 }, 111.2],
  ['to the other side of the earth', { longitude: 0, latitude: 0 }, { longitude: 180, latitude: 0 }, 20_015.1],
])('%s', (_, from, to, kilometres) => {
  expect(kilometresBetween(from, to)).toBeCloseTo(kilometres, 0)
  expect(kilometresBetween(to, from)).toBeCloseTo(kilometres, 0)
})
