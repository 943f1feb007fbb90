/** What is slowed, because somebody could guess at it or flood somebody else's mailbox with it. */
export type LimitedAct =
  | 'sign-in'
  | 'second-factor'
  | 'device-code'
  | 'change-password'
  | 'register'
  | 'ask-for-reset'
  | 'ask-for-email-change'

/** So many at once, and then one more after each `refillSeconds`. */
export type Allowance = { atOnce: number; refillSeconds: number }

const minute = 60
const hour = 60 * minute

/**
 * What each lane lets through.
 *
 * `own`: one account from one network, or from a device that has signed in to it before. `pressed` takes its place while the
 * account is tried from many networks at once; it never closes. `account` tells when that is so. `network`: all accounts from
 * one network, wide enough for a company behind one address.
 */
export type Limits = Readonly<Record<'own' | 'pressed' | 'account' | 'network', Allowance>>

const guessing: Limits = {
  own: { atOnce: 10, refillSeconds: 10 * minute },
  pressed: { atOnce: 3, refillSeconds: hour },
  account: { atOnce: 100, refillSeconds: 15 * minute },
  network: { atOnce: 300, refillSeconds: 12 },
}

export const limitsOf: Readonly<Record<LimitedAct, Limits>> = {
  'sign-in': guessing,
  'change-password': guessing,
  // Six digits are guessed sooner than a password.
  'second-factor': { ...guessing, own: { atOnce: 5, refillSeconds: 10 * minute } },
  'device-code': { ...guessing, own: { atOnce: 5, refillSeconds: 10 * minute } },
  register: { ...guessing, own: { atOnce: 10, refillSeconds: 5 * minute } },
  'ask-for-reset': { ...guessing, own: { atOnce: 5, refillSeconds: 10 * minute } },
  'ask-for-email-change': { ...guessing, own: { atOnce: 5, refillSeconds: 10 * minute } },
}

export type Taken = { ok: true; fullAt: number } | { ok: false; afterSeconds: number }

/**
 * Takes one from an allowance that is full again at `fullAt` (milliseconds; what was never used is full now). A refusal takes
 * nothing, so that trying on does not make the wait longer.
 *
 * The generic cell rate algorithm (ITU-T I.371): one number for each lane, and no window at whose edge twice as many pass.
 */
export function takeOne(fullAt: number | undefined, { atOnce, refillSeconds }: Allowance, now: number): Taken {
  const refill = refillSeconds * 1000
  // No use can make it later than this: where a clock was set back, nobody waits for the old time.
  const latest = now + atOnce * refill
  const next = Math.min(Math.max(fullAt ?? now, now), latest) + refill
  const early = next - latest
  return early > 0 ? { ok: false, afterSeconds: Math.ceil(early / 1000) } : { ok: true, fullAt: next }
}
