import { displayNameOf, expiryOf, type PersonName } from '../../domain/coming-in.ts'
import { readCompanyCode } from '../../domain/company-code.ts'
import type { PasswordRefusal } from '../../domain/password.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import { takeUse } from '../../store/company-codes.ts'
import { enqueue } from '../../store/jobs.ts'
import { insertRegistration } from '../../store/registrations.ts'
import { admit, type TooManyAttempts } from '../admit.ts'
import { chosenPassword } from '../chosen-password.ts'
import { codeHashOf } from '../code-of.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

export type RegisterParent = PersonName & { code: string; email: string; password: string }

export type RegisterParentRefusal = PasswordRefusal | TooManyAttempts | OnceRefusal | { kind: 'company-code-not-valid' }

/**
 * Somebody registers with a code of its company. Whether the address has an account already is not asked here: the clock looks
 * afterwards and sends one mail or another, so that answer and time are the same for every address.
 */
export const registerParent =
  (deps: Deps) =>
  async ({
    key,
    network,
    ...input
  }: RegisterParent & { key: string; network: string }): Promise<Result<undefined, RegisterParentRefusal>> => {
    const { email } = input
    const admitted = await admit(deps, { act: 'register', account: email, network, knownDevice: false })
    if (!admitted.ok) return admitted
    const passwordHash = await chosenPassword(deps, input.password, { name: displayNameOf(input), email })
    if (!passwordHash.ok) return passwordHash

    const act = { accountId: null, key, act: 'register-parent', content: input }
    const done = await once(deps, act, async (trx): Promise<Result<null, RegisterParentRefusal>> => {
      const at = deps.now()
      const code = readCompanyCode(input.code)
      const codeId = code === undefined ? undefined : await takeUse(trx, codeHashOf(deps, code), at)
      if (codeId === undefined) return refuse({ kind: 'company-code-not-valid' })
      const id = deps.newId()
      const { givenName, familyName } = input
      const typed = { email, givenName, familyName, passwordHash: passwordHash.value }
      await insertRegistration(trx, { ...typed, id, codeId, at, expiresAt: expiryOf('registration', at) })
      await enqueue(trx, { id: deps.newId(), kind: 'answer-registration', subjectId: id }, at)
      await appendAudit(trx, {
        at,
        actor: 'visitor',
        role: 'visitor',
        action: 'registration.ask',
        subject: id,
        details: { code: codeId },
      })
      return ok(null)
    })
    return done.ok ? ok(undefined) : done
  }
