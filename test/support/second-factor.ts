import { demoAccounts } from '../../db/seed/demo-network.ts'
import { totpCode } from '../../src/actions/factors/totp.ts'
import type { Db } from '../../src/store/db.ts'
import { totpFactorRow } from '../../src/store/totp-factors.ts'
import { keyringOf } from '../../src/store/keyring.ts'
import { testSecrets } from './deps.ts'

/** Of every account that a builder makes; the demo's have their own. */
export const aTotpSecret = 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U'

/** Gives an account an app whose secret its owner knows. */
export async function withTotp(db: Db, accountId: string): Promise<void> {
  const factor = { accountId, secret: aTotpSecret, madeAt: '2026-11-01T08:00:00.000Z', lastStep: 0 }
  await db
    .insertInto('totp_factor')
    .values(totpFactorRow(keyringOf(testSecrets), factor))
    .execute()
}

/** What somebody's app shows. */
export function codeOf(email: string, at: string): string {
  return totpCode(demoAccounts.find((account) => account.email === email)?.totpSecret ?? aTotpSecret, at)
}

/**
 * Codes are good once, and the clock of a story stands still. A story that is not about signing in may use the same code again;
 * that nobody else can is told in test/actions/factors.test.ts.
 */
export async function forgetUsedCodes(db: Db): Promise<void> {
  await db.updateTable('totp_factor').set({ last_step: 0 }).execute()
}

/** The pages on which staff shows its second factor, or sets it up. */
export const isSecondFactorPage = (path: string | undefined) => path?.startsWith('/zweiter-faktor') ?? false
