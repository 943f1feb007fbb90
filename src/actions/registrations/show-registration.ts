import { ok, refuse, type Result } from '../../domain/result.ts'
import { findRegistrationByToken } from '../../store/registrations.ts'
import type { Deps } from '../deps.ts'

export type RegistrationView = { confirmed: boolean; email: string | null }

/** What the link of a mail leads to. Looking changes nothing: scanners of mails open links. */
export const showRegistration =
  (deps: Deps) =>
  async (token: string): Promise<Result<RegistrationView, { kind: 'link-expired' }>> => {
    const found = await findRegistrationByToken(deps.db, token, deps.now())
    if (!found) return refuse({ kind: 'link-expired' })
    return ok({ confirmed: found.state !== 'sent', email: found.typed?.email ?? null })
  }
