import { normalisedPassword } from '../../domain/password.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { findAccountByEmail } from '../../store/accounts.ts'
import { inTransaction } from '../../store/db.ts'
import { findDevice } from '../../store/devices.ts'
import { admit, giveBack, type TooManyAttempts } from '../admit.ts'
import type { Deps } from '../deps.ts'
import { beginSession, type Browser } from './begin-session.ts'

// A hash of no password that anybody has, with the parameters of the real ones: an unknown address costs the same time.
const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$BSZ2KVoR5zeh2CrWl6AxkA$TzTB4ITe/Vl1qSaDa2mjbTjRTumo97SE+G5RV5ZjBmU'

/**
 * One answer for an unknown address, a wrong password and a disabled account. Whether more than the password is needed says the
 * presence behind the token.
 */
export const signIn =
  (deps: Deps) =>
  async (input: {
    email: string
    password: string
    network: string
    browser: Browser
  }): Promise<Result<{ token: string }, { kind: 'sign-in-failed' } | TooManyAttempts>> => {
    const { email, network, browser } = input
    const account = await findAccountByEmail(deps.db, email)
    // Asked for nobody too, as everything here.
    const device = await findDevice(deps.db, account?.id ?? '', browser.deviceToken ?? '')
    const admitted = await admit(deps, { act: 'sign-in', account: email, network, knownDevice: device !== undefined })
    if (!admitted.ok) return admitted
    const matches = await deps.verifyPassword(account?.passwordHash ?? nobodysHash, normalisedPassword(input.password))
    if (!account || !matches || account.disabled || account.roles.length === 0)
      return refuse({ kind: 'sign-in-failed' })
    await giveBack(deps, admitted.value)
    const token = await inTransaction(deps.db, (trx) => beginSession(trx, deps, account, { browser, factor: 'none' }))
    return ok({ token })
  }
