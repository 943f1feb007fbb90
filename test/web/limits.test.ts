import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import type { Database } from '../../src/store/db.ts'
import { networkOf } from '../../src/web/network.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'
import { Person, testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let app: Express

beforeEach(async () => {
  database = await migratedDatabase()
  app = testServer(testDeps(database.db))
})
afterEach(() => database.drop())

describe('the network of a request', () => {
  test.each([
    ['192.0.2.17', '192.0.2.17'],
    ['::ffff:192.0.2.17', '192.0.2.17'],
    ['2001:db8:12:34:aaaa::1', '2001:db8:12:34::/64'],
    ['2001:0DB8:0012:0034:ffff:ffff:ffff:ffff', '2001:db8:12:34::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    [undefined, 'unknown'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})

describe('whoever tries too often', () => {
  test('is told kindly when to go on, in words and in the header, and keeps the address typed', async () => {
    const typed = { email: 'hr@example.org', password: 'geraten' }
    for (let guess = 1; guess <= 10; guess++)
      expect((await new Person(app).submit('/anmelden', 'sign-in', typed)).status).toBe(422)

    const answer = await new Person(app).submit('/anmelden', 'sign-in', typed)

    expect(answer.status).toBe(429)
    expect(answer.headers['retry-after']).toBe('600')
    expect(answer.text).toContain('data-code="too-many-attempts"')
    expect(answer.text).toContain('in 10 Minuten')
    expect(answer.text).toContain('value="hr@example.org"')
  })
})
