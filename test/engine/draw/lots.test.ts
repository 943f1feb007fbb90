import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { lotTicket } from '../../../src/engine/draw/leaf.ts'
import { seedOf } from '../../../src/engine/draw/seed.ts'
import { drawLot } from '../../../src/engine/lot.ts'
import { compareIds } from '../../../src/engine/order.ts'
import { leaf } from './support.ts'

const published = {
  domain: 'kita-seed/v1',
  root: '1bc6b28e23d91be170e96b3a1987ae9494210434be001964c0b0b56f17080a08',
  rulesHash: '22a166ea375b7bf9eb9b020de661a9c4b439f5e8881c3565003eb0fcdfc394a4',
  randomness: 'drand:quicknet:1000:fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd',
} as const

describe('the seed', () => {
  test('is the published one, and gives the published lots in the published order', () => {
    const seed = seedOf(published)
    const lots = ['A', 'B', 'C', 'D', 'E'].map((name): [string, string] => [name, drawLot(seed, `TICKET${name}`)])

    expect(seed).toBe('9f4ed8dc1ac6296127c2c82d2a3962ffcda5fec10694b9f5a234fc132fc11500')
    expect(lots.map(([, lot]) => lot.slice(0, 8))).toEqual(['c3ae54e5', 'af909c97', 'ea906703', '8a345c9f', 'fb73fc7b'])
    expect(lots.toSorted((a, b) => compareIds(a[1], b[1])).map(([name]) => name)).toEqual(['D', 'B', 'A', 'C', 'E'])
  })

  test('of a dry run is another, whatever the rest', () => {
    expect(seedOf({ ...published, domain: 'kita-sim/v1' })).not.toBe(seedOf(published))
  })

  test('depends on root, rules and random value', () => {
    const others = [
      { ...published, root: published.rulesHash },
      { ...published, rulesHash: published.root },
      { ...published, randomness: published.randomness.replace('1000', '1001') },
    ]

    expect(new Set([published, ...others].map(seedOf)).size).toBe(4)
  })
})

describe('siblings who apply together', () => {
  const family = { children: ['T9', 'T3'], together: 'require' as const, wishes: [['k1', 'k1']] }

  test('share the smallest of their tickets', () => {
    expect([leaf({ ticket: 'T9', family }), leaf({ ticket: 'T3', family })].map(lotTicket)).toEqual(['T3', 'T3'])
    expect(lotTicket(leaf({ ticket: 'T9' }))).toBe('T9')
  })
})

describe('lots', () => {
  const seeds = Array.from({ length: 12_000 }, (_, at) => createHash('sha256').update(`seed ${at}`).digest('hex'))
  const tickets = ['T1', 'T2', 'T3', 'T4']
  type Draw = (seed: string, ticket: string) => string

  const orderOf = (seed: string, drawn: string[], draw: Draw) =>
    drawn
      .map((ticket): [string, string] => [draw(seed, ticket), ticket])
      .toSorted((a, b) => compareIds(a[0], b[0]))
      .map(([, ticket]) => ticket)

  /** Over 24 orders of four tickets, each expected equally often. */
  const chiSquared = (draw: Draw) => {
    const seen = new Map<string, number>()
    for (const seed of seeds) {
      const order = orderOf(seed, tickets, draw).join()
      seen.set(order, (seen.get(order) ?? 0) + 1)
    }
    const expected = seeds.length / 24
    const found = [...seen.values(), ...Array.from({ length: 24 - seen.size }, () => 0)]
    return found.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  }
  /** 23 degrees of freedom, one in a thousand. */
  const limit = 49.73

  test('give every order equally often', () => {
    expect(chiSquared(drawLot)).toBeLessThan(limit)
  })

  test('would be found biased if one in sixteen lots of one ticket were made small', () => {
    const biased: Draw = (seed, ticket) => drawLot(seed, ticket).replace(/^f/, ticket === 'T1' ? '0' : 'f')

    expect(chiSquared(biased)).toBeGreaterThan(limit)
  })

  test('stay as they are for the others when a child is removed', () => {
    const seed = seedOf(published)
    const all = Array.from({ length: 200 }, (_, at) => `T${at}`)
    const order = orderOf(seed, all, drawLot)

    for (const removed of all) {
      const others = all.filter((ticket) => ticket !== removed)
      expect(orderOf(seed, others, drawLot)).toEqual(order.filter((ticket) => ticket !== removed))
    }
  })
})
