import { type Allowance, type LimitedAct, limitsOf, takeOne } from '../domain/attempts.ts'
import { ok, refuse, type Result } from '../domain/result.ts'
import { normalisedEmail } from '../store/accounts.ts'
import { lockLanes, saveLane } from '../store/attempts.ts'
import { inTransaction } from '../store/db.ts'
import type { Deps } from './deps.ts'

export type Attempt = {
  act: LimitedAct
  /** The address as it was typed, or the account's id. Whether such an account exists plays no part. */
  account: string
  /** What `networkOf` says of the request's address. */
  network: string
  /** The device has signed in to this very account before. */
  knownDevice: boolean
}

export type TooManyAttempts = { kind: 'too-many-attempts'; retryAfterSeconds: number }

/** What an attempt has used up, to be given back where it turns out to be none. */
export type Admitted = readonly { lane: string; refillSeconds: number }[]

/**
 * Lets somebody try, or says how long to wait. Taken before anything is compared, in a transaction of its own: a thousand
 * attempts at once are a thousand attempts, and what is refused afterwards stays counted.
 *
 * Nobody can lock out another: what runs empty is a pair of account and network, and a known device has an allowance that no
 * stranger touches. Unknown addresses are counted like known ones.
 */
export async function admit(deps: Deps, attempt: Attempt): Promise<Result<Admitted, TooManyAttempts>> {
  const limits = limitsOf[attempt.act]
  const { own, account, network } = lanesOf(deps, attempt)
  return inTransaction(deps.db, async (trx) => {
    const at = deps.now()
    const fullAt = await lockLanes(trx, attempt.knownDevice ? [own] : [own, account, network], at)
    const take = (lane: string, allowance: Allowance) => ({
      lane,
      refillSeconds: allowance.refillSeconds,
      taken: takeOne(fullAt.get(lane), allowance, Date.parse(at)),
    })
    const wide = attempt.knownDevice ? [] : [take(account, limits.account)]
    const pressed = wide.some(({ taken }) => !taken.ok)
    const strict = [
      take(own, pressed ? limits.pressed : limits.own),
      ...(attempt.knownDevice ? [] : [take(network, limits.network)]),
    ]
    for (const { taken } of strict) {
      if (!taken.ok) return refuse({ kind: 'too-many-attempts', retryAfterSeconds: taken.afterSeconds })
    }
    const used: Admitted[number][] = []
    for (const { lane, refillSeconds, taken } of [...strict, ...wide]) {
      if (!taken.ok) continue
      await saveLane(trx, lane, taken.fullAt)
      used.push({ lane, refillSeconds })
    }
    return ok(used)
  })
}

/** An attempt that was right was none: people who sign in all day, or all behind one address, are never slowed. */
export async function giveBack(deps: Deps, admitted: Admitted): Promise<void> {
  await inTransaction(deps.db, async (trx) => {
    const lanes = admitted.map(({ lane }) => lane)
    const fullAt = await lockLanes(trx, lanes, deps.now())
    for (const { lane, refillSeconds } of admitted)
      await saveLane(trx, lane, (fullAt.get(lane) ?? 0) - refillSeconds * 1000)
  })
}

function lanesOf({ keyring }: Deps, { act, account, network, knownDevice }: Attempt) {
  const who = normalisedEmail(account)
  const lane = (...parts: string[]) => keyring.digest('attempt', JSON.stringify([act, ...parts]))
  return {
    own: knownDevice ? lane('device', who) : lane('pair', who, network),
    account: lane('account', who),
    network: lane('network', network),
  }
}
