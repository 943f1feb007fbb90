import { expiryOf } from '../../domain/coming-in.ts'
import { ok, type Result } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import { enqueue } from '../../store/jobs.ts'
import { insertPasswordReset } from '../../store/password-resets.ts'
import { admit, type TooManyAttempts } from '../admit.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

/**
 * Somebody has forgotten a password. Whose address it is, is not asked here: the clock looks afterwards, so that answer and time
 * are the same for every address.
 */
export const askForPasswordReset =
  (deps: Deps) =>
  async ({
    key,
    network,
    email,
  }: {
    email: string
    network: string
    key: string
  }): Promise<Result<undefined, TooManyAttempts | OnceRefusal>> => {
    const admitted = await admit(deps, { act: 'ask-for-reset', account: email, network, knownDevice: false })
    if (!admitted.ok) return admitted
    const act = { accountId: null, key, act: 'ask-for-password-reset', content: { email } }
    const done = await once<null, never>(deps, act, async (trx) => {
      const at = deps.now()
      const id = deps.newId()
      await insertPasswordReset(trx, { id, email, at, expiresAt: expiryOf('passwordReset', at) })
      await enqueue(trx, { id: deps.newId(), kind: 'answer-password-reset', subjectId: id }, at)
      const entry = { at, actor: 'visitor', role: 'visitor', action: 'password.ask-for-reset', subject: id }
      await appendAudit(trx, { ...entry, details: {} })
      return ok(null)
    })
    return done.ok ? ok(undefined) : done
  }
