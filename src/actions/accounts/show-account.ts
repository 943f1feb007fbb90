import { ok, refuse } from '../../domain/result.ts'
import { isStaff, sessionEnd } from '../../domain/session.ts'
import { may } from '../../policy/scope.ts'
import { findAccount } from '../../store/accounts.ts'
import { findOpenEmailChange } from '../../store/email-changes.ts'
import { listPasskeys } from '../../store/passkeys.ts'
import { countRecoveryCodes } from '../../store/recovery-codes.ts'
import { listSessionsOf } from '../../store/sessions.ts'
import { findTotp } from '../../store/totp-factors.ts'
import type { Deps } from '../deps.ts'
import type { Presence } from '../sessions/find-presence.ts'

/** One's own account: what proves who one is, and where one is signed in. */
export const showAccount =
  (deps: Deps) =>
  async ({ viewer, session }: Presence) => {
    const account = session && (await findAccount(deps.db, session.accountId))
    if (!account || !may(viewer, 'account.view', { accountIds: [account.id] }))
      return refuse({ kind: 'not-found' } as const)
    const now = deps.now()
    const roles = [...session.roles]
    const [totp, passkeys, recoveryCodes, sessions, emailChange] = [
      await findTotp(deps.db, deps.keyring, account.id),
      await listPasskeys(deps.db, account.id),
      await countRecoveryCodes(deps.db, account.id),
      await listSessionsOf(deps.db, account.id),
      await findOpenEmailChange(deps.db, account.id, now),
    ]
    return ok({
      name: account.name,
      email: account.email,
      emailChange: emailChange ?? null,
      roles,
      isStaff: isStaff(roles),
      asksDeviceCode: account.asksDeviceCode,
      app: totp ? { madeAt: totp.madeAt } : null,
      passkeys: passkeys.map(({ id, name, madeAt, lastUsedAt, regressedAt }) => ({
        id,
        name,
        madeAt,
        lastUsedAt,
        regressedAt,
      })),
      recoveryCodes,
      sessions: sessions
        .filter((one) => now < sessionEnd(one, roles))
        .map(({ id, label, madeAt, lastSeenAt }) => ({ id, label, madeAt, lastSeenAt, isThis: id === session.id })),
    })
  }

export type OwnAccount = Extract<Awaited<ReturnType<ReturnType<typeof showAccount>>>, { ok: true }>['value']
