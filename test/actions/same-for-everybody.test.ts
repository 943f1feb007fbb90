import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Actions, createActions } from '../../src/actions/app.ts'
import { codeOf } from '../../src/actions/code-of.ts'
import type { Deps } from '../../src/actions/deps.ts'
import { findAccountByEmail } from '../../src/store/accounts.ts'
import { beginSession } from '../../src/actions/sessions/begin-session.ts'
import { type Database, type Db, inTransaction, openDatabase } from '../../src/store/db.ts'
import { aPassword, anAccount, anOpenRound } from '../support/builders.ts'
import { type FreshDatabase, freshMigratedDatabase } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'

/**
 * An address with an account and one without take the same steps: as many hashes, and the same statements in the same order. That
 * the steps take the same time is measured apart (`npm run bench:sign-in`), because a clock in a test would make it chance.
 */

let fresh: FreshDatabase
let database: Database
let steps: string[]
let deps: Deps
let actions: Actions

beforeEach(async () => {
  steps = []
  fresh = await freshMigratedDatabase()
  database = openDatabase(fresh.url, ({ query }) => void steps.push(query.sql))
  const plain = testDeps(database.db)
  deps = {
    ...plain,
    hashPassword: (password) => (steps.push('hash'), plain.hashPassword(password)),
    verifyPassword: (hash, password) => (steps.push('verify'), plain.verifyPassword(hash, password)),
  }
  actions = createActions(deps)
  await anOpenRound(database.db)
  const passwordHash = await plain.hashPassword(aPassword)
  await anAccount(database.db, { id: 'anna', role: 'parent', subjects: ['family'], passwordHash })
  await anAccount(database.db, { id: 'hr', role: 'hr', subjects: ['company-a'], passwordHash })
})
afterEach(async () => {
  await database.close()
  await fresh.drop()
})

async function stepsOf(act: () => Promise<unknown>): Promise<string[]> {
  steps = []
  await act()
  return steps
}
const network = '192.0.2.1'

describe('whoever asks about an address', () => {
  test('to sign in, with a wrong password', async () => {
    const of = (email: string) =>
      stepsOf(() =>
        actions.signIn({
          email,
          password: 'falsch',
          network,
          browser: { label: 'Firefox', token: undefined, deviceToken: undefined },
        }),
      )

    const known = await of('anna@example.org')

    expect(known).toContain('verify')
    expect(await of('nobody@example.org')).toEqual(known)
  })

  test('to register', async () => {
    const hr = { accountId: 'hr', name: 'HR', role: 'hr', subjects: ['company-a'] } as const
    const key = 'code'
    const made = await actions.makeCompanyCode(hr, {
      companyId: 'company-a',
      label: 'x',
      uses: 9,
      validTo: '2027-01-31',
      key,
    })
    const code = made.ok ? codeOf(deps, made.value.codeId) : ''
    const of = (email: string) =>
      stepsOf(async () => {
        const typed = { givenName: 'Mia', familyName: 'Muster', password: 'der Elefant fiel in die Wupper' }
        expect((await actions.registerParent({ ...typed, email, code, network, key: email })).ok).toBe(true)
      })

    const known = await of('anna@example.org')

    expect(known).toContain('hash')
    expect(await of('nobody@example.org')).toEqual(known)
  })

  test('to set a new password', async () => {
    const of = (email: string) => stepsOf(() => actions.askForPasswordReset({ email, network, key: email }))

    const known = await of('anna@example.org')

    expect(known.length).toBeGreaterThan(5)
    expect(await of('nobody@example.org')).toEqual(known)
  })

  test('to have it for an account, and looks at the account afterwards', async () => {
    const account = await findAccountByEmail(database.db, 'hr@example.org')
    const browser = { label: 'Firefox', token: undefined, deviceToken: undefined }
    const token = await inTransaction(database.db, (trx) =>
      beginSession(trx, deps, account!, { browser, factor: 'totp' }),
    )
    const presence = await actions.findPresence(token)
    const of = async (email: string) => {
      const asked = [
        ...(await stepsOf(async () => {
          expect((await actions.askForEmailChange(presence, { email, network, key: email })).ok).toBe(true)
        })),
      ]
      while (await actions.workOnce()) {
        // until the clock has looked whose it is
      }
      return [...asked, ...(await stepsOf(() => actions.showAccount(presence)))]
    }

    const known = await of('anna@example.org')

    expect(known).toContain('begin')
    expect(await of('nobody@example.org')).toEqual(known)
  })

  test('would be told apart where an unknown address is answered at once: the comparison finds it', async () => {
    const leaky = async (db: Db, email: string) => {
      const account = await findAccountByEmail(db, email)
      return account !== undefined && (await deps.verifyPassword(account.passwordHash, 'falsch'))
    }

    const known = await stepsOf(() => leaky(database.db, 'anna@example.org'))

    expect(await stepsOf(() => leaky(database.db, 'nobody@example.org'))).not.toEqual(known)
  })
})
