import type { Contact } from '../../domain/contact.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, scopeOf, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { findOwnContact, saveContact } from '../../store/guardian-contacts.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

export type ChangeContactRefusal = OnceRefusal | { kind: 'not-found' } | { kind: 'changed-meanwhile' }

/** A guardian says how it can be reached, and whether its address is to stay secret. */
export const changeContact =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { key, ...input }: { contact: Contact; addressSecret: boolean; version: number; key: string },
  ): Promise<Result<null, ChangeContactRefusal>> => {
    const { accountId } = viewer
    if (accountId === null) return refuse({ kind: 'not-found' })
    const act = { accountId, key, act: 'change-contact', content: input }
    return once(deps, act, async (trx): Promise<Result<null, ChangeContactRefusal>> => {
      const own = await findOwnContact(trx, deps.keyring, accountId, scopeOf(viewer, 'familyData.change'))
      if (!own || !may(viewer, 'familyData.change', own)) return refuse({ kind: 'not-found' })
      if (!(await saveContact(trx, deps.keyring, own.guardianId, input))) return refuse({ kind: 'changed-meanwhile' })
      const { contact, addressSecret } = input
      const entry = {
        at: deps.now(),
        actor: accountId,
        role: viewer.role,
        action: 'contact.change',
        subject: own.guardianId,
        details: { addressSecret },
        after: { ...contact, addressSecret },
      }
      await appendAudit(trx, entry, deps.keyring)
      return ok(null)
    })
  }
