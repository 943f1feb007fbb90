import type { Leaf } from '../../../src/engine/draw/bundles.ts'

export const leaf = (others: Partial<Leaf>): Leaf => ({
  v: 1,
  draw: 'demo-2027',
  ticket: 'T1',
  class: 0,
  company: [],
  wishes: ['k1'],
  ageBand: 'U3',
  start: '2027-08',
  hours: 35,
  score: 10,
  salt: '5a'.repeat(32),
  ...others,
})
