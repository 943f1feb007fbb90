import { ok, refuse, type Result } from '../../domain/result.ts'
import { findAccount } from '../../store/accounts.ts'
import { inTransaction } from '../../store/db.ts'
import { findPasskey } from '../../store/passkeys.ts'
import type { Deps } from '../deps.ts'
import { usePasskey } from '../factors/use-passkey.ts'
import { checkAuthentication, credentialIdOf } from '../factors/webauthn.ts'
import { beginSession, type Browser } from './begin-session.ts'

/** Without a password: a passkey that has asked for finger, face or PIN is both factors at once. */
export const signInWithPasskey =
  (deps: Deps) =>
  async ({
    answer,
    browser,
    site,
  }: {
    answer: string
    browser: Browser
    site: string
  }): Promise<Result<{ token: string }, { kind: 'sign-in-failed' }>> => {
    const failed = refuse({ kind: 'sign-in-failed' } as const)
    const passkey = await findPasskey(deps.db, credentialIdOf(answer) ?? '')
    const account = passkey && (await findAccount(deps.db, passkey.accountId))
    const { token } = browser
    if (!passkey || !account || account.disabled || account.roles.length === 0 || token === undefined) return failed
    const signed = await checkAuthentication(site, answer, passkey)
    return inTransaction(deps.db, async (trx) => {
      if (!(await usePasskey(trx, deps, { token, passkey, signed }))) return failed
      return ok({ token: await beginSession(trx, deps, account, { browser, factor: 'passkey' }) })
    })
  }
