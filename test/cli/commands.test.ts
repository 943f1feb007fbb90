import { once } from 'node:events'
import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoNetwork } from '../../db/seed/demo-network.ts'
import { makeFolder, runCommand } from './run-command.ts'

let folder: ReturnType<typeof makeFolder>
beforeAll(() => {
  folder = makeFolder()
})
afterAll(() => folder.remove())

describe('somebody new', () => {
  test('runs the demo and reads how the places were given, and with which accounts to look', async () => {
    const demo = await runCommand('demo', ['--no-server'], folder.path, '', { DATA_DIR: folder.path })

    expect(demo.stderr).not.toContain('unexpected')
    expect(demo.code).toBe(0)
    // Which wishes were met depends on the lots, which are other ones each time.
    expect(demo.stdout).toMatch(/Eingefroren: Wurzel [0-9a-f]{64}/)
    expect(demo.stdout).toMatch(/1\. Wunsch +1\d\d/)
    expect(demo.stdout).toMatch(/Warteliste +\d\d/)
    for (const who of ['koordination2', 'personal-klinik', 'kita-reichsstrasse', 'eltern1']) {
      expect(demo.stdout).toContain(`${who}@demo.example`)
    }
  }, 30_000)
})

describe('somebody who starts a second demo', () => {
  test('is told that the port is in use, and the first one keeps its data', async () => {
    const first = createServer().listen(0, '127.0.0.1')
    await once(first, 'listening')
    const { port } = first.address() as AddressInfo
    mkdirSync(`${folder.path}/demo`, { recursive: true })
    folder.write('demo/its-data', 'here')

    const second = await runCommand('demo', [], folder.path, '', { DATA_DIR: folder.path, PORT: String(port) })
    first.close()

    expect(second.code).toBe(2)
    expect(second.stderr).toContain(`PORT: ${port} on 127.0.0.1 is in use already`)
    expect(folder.read('demo/its-data')).toBe('here')
  }, 30_000)
})

describe('an operator', () => {
  const database = () => ({ DATABASE_URL: `sqlite:${folder.path}/seeded.sqlite`, DATA_DIR: folder.path })

  test('seeds an empty database once and gets the ids; a second time is refused', async () => {
    folder.write('network.json', demoNetwork(7))

    const first = await runCommand('seed', ['--file', 'network.json'], folder.path, '', database())
    const second = await runCommand('seed', ['--file', 'network.json'], folder.path, '', database())

    expect(first.code).toBe(0)
    expect(JSON.parse(first.stdout)).toHaveProperty('koordination')
    expect(second.code).toBe(2)
    expect(second.stderr).toContain('the database is not empty')
  }, 30_000)

  test('is told the path of what is wrong in a network', async () => {
    folder.write('broken.json', { ...demoNetwork(7), rounds: [{ key: 'r' }] })

    const refused = await runCommand('seed', ['--file', 'broken.json'], folder.path, '', database())

    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('$.rounds[0].consortium')
  }, 30_000)

  test('is told which variable is wrong, and the server does not start', async () => {
    const refused = await runCommand('start', [], folder.path, '', { ...database(), PORT: 'many' })

    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('PORT')
    expect(refused.stderr).not.toContain('    at ')
  }, 30_000)

  test('is told what is wrong with oidc.json, and never what stands in it', async () => {
    const provider = { id: 'klinik', issuer: 'http://login.example', clientSecret: 'a-secret' }
    folder.write('oidc.json', [provider])
    chmodSync(`${folder.path}/oidc.json`, 0o644)
    const readable = await runCommand('start', [], folder.path, '', database())
    chmodSync(`${folder.path}/oidc.json`, 0o600)
    const wrong = await runCommand('start', [], folder.path, '', database())
    rmSync(`${folder.path}/oidc.json`)

    expect([readable.code, readable.stderr]).toEqual([1, expect.stringContaining('chmod 600')])
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('0.issuer: needs https')])
    expect(wrong.stderr).not.toContain('a-secret')
  }, 90_000)

  test('sees how mails stand, has stuck ones tried again, and is told what is wrong with the arguments', async () => {
    const state = await runCommand('outbox', [], folder.path, '', database())
    const retried = await runCommand('outbox', ['--retry'], folder.path, '', database())
    const refused = await runCommand('outbox', ['--empty'], folder.path, '', database())

    const counts = { queued: 0, sending: 0, sent: 0, stuck: 0, expired: 0 }
    expect(JSON.parse(state.stdout)).toEqual({ retried: 0, counts, waitingSince: null, stuck: [] })
    expect(retried.code).toBe(0)
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--empty')])
  }, 90_000)

  test('prints the table of routes and the tables of states as JSON', async () => {
    const routes = await runCommand('routes', ['--json'], folder.path)
    const states = await runCommand('states', [], folder.path)

    expect(JSON.parse(routes.stdout)).toContainEqual({
      method: 'POST',
      path: '/vergaberunden/:roundId/einfrieren',
      action: 'propose-freeze',
      permission: 'round.freeze',
      roles: ['coordinator'],
      reach: { coordinator: 'own-consortium' },
      stepUp: true,
      idempotent: true,
      states: ['open'],
      halfIn: false,
    })
    expect(JSON.parse(states.stdout)).toMatchObject({ round: { states: expect.arrayContaining(['open', 'released']) } })
  }, 30_000)
})
