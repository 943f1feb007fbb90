import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Actions, createActions } from '../../src/actions/app.ts'
import { userCommand } from '../../src/cli/user-command.ts'
import type { Database } from '../../src/store/db.ts'
import { anAccount, aPassword } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'

let database: Database & { drop(): Promise<void> }
let actions: Actions
beforeEach(async () => {
  database = await migratedDatabase()
  actions = createActions(testDeps(database.db))
})
afterEach(() => database.drop())

const browser = { label: 'Firefox auf Linux', token: undefined, deviceToken: undefined }

async function user(...args: string[]) {
  const seen = { printed: '', opened: 0 }
  const open = async () => {
    seen.opened++
    return { actions, close: async () => {} }
  }
  const ended = await userCommand(args, { open, print: (text) => (seen.printed += text) }).then(
    (code) => ({ code, reason: '' }),
    (error: Error) => ({ code: 2, reason: error.message }),
  )
  return { ...ended, ...seen }
}

const first = ['--first-coordinator', 'ko@example.org', '--name', 'KO', '--consortium', 'Verbund', '--region', 'Tal']
const trail = () => database.db.selectFrom('audit').select(['actor', 'action']).execute()

describe('the operator of an empty installation', () => {
  test('makes its first coordinator, who comes in with the password as far as the setting up of a second factor', async () => {
    const made = await user(...first)

    expect(made.code).toBe(0)
    const password = /: (\S+)\n$/.exec(made.printed)?.[1] ?? ''
    const came = await actions.signIn({
      email: 'ko@example.org',
      password,
      browser,
      network: '192.0.2.1',
    })
    if (!came.ok) throw new Error(came.refusal.kind)
    const { session } = await actions.findPresence(came.value.token)
    expect(session).toMatchObject({ roles: ['coordinator'], missing: 'second-factor', hasFactor: false })
    expect((await trail())[0]).toEqual({ actor: 'operator', action: 'account.create' })
  })

  test('makes no second one this way', async () => {
    await user(...first)

    expect(await user(...first)).toMatchObject({ code: 2, reason: expect.stringContaining('not empty') })
  })
})

describe('the operator for somebody with an account', () => {
  beforeEach(async () => {
    const passwordHash = await testDeps(database.db).hashPassword(aPassword)
    await anAccount(database.db, { id: 'ko', role: 'coordinator', subjects: ['consortium-1'], passwordHash })
  })
  const entered = async () => {
    const came = await actions.signIn({
      email: 'ko@example.org',
      password: aPassword,
      browser,
      network: '192.0.2.1',
    })
    return came.ok ? (await actions.findPresence(came.value.token)).session : null
  }

  test('who has lost the second factor lets a new one be set up, ends its sessions and tells it', async () => {
    const before = await entered()

    expect((await user('--reset-factor', 'ko@example.org')).code).toBe(0)

    expect((await actions.findPresence(before?.token)).session).toBeNull()
    expect(await entered()).toMatchObject({ hasFactor: false, missing: 'second-factor' })
    expect(await database.db.selectFrom('outbox').select('kind').execute()).toEqual([{ kind: 'factor-changed' }])
    expect(await trail()).toContainEqual({ actor: 'operator', action: 'factor.reset' })
  })

  test('disables it: whoever is in is out, and nobody comes in', async () => {
    const before = await entered()

    expect((await user('--disable', 'ko@example.org')).code).toBe(0)

    expect((await actions.findPresence(before?.token)).session).toBeNull()
    expect(await entered()).toBeNull()
  })
})

describe('the command', () => {
  test.each([
    [['--help'], 0],
    [[], 2],
    [['--reset-factor', 'nobody'], 2],
    [['--disable', 'ko@example.org', '--reset-factor', 'ko@example.org'], 2],
    [['--first-coordinator', 'ko@example.org'], 2],
    [['--what'], 2],
  ] as const)('%j ends with %i before anything is opened, with the way to use it', async (args, code) => {
    const ended = await user(...args)

    expect([ended.code, ended.opened]).toEqual([code, 0])
    expect(ended.printed + ended.reason).toContain('Usage: npm run -s user')
  })

  test('for an unknown address says so', async () => {
    expect(await user('--disable', 'nobody@example.org')).toMatchObject({
      code: 2,
      reason: 'there is no account with this address',
    })
  })
})
