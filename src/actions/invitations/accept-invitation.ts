import { displayNameOf, type PersonName } from '../../domain/coming-in.ts'
import { requestsToChange } from '../../domain/employment.ts'
import type { PasswordRefusal } from '../../domain/password.ts'
import { stateOfInvitation } from '../../domain/invitation.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import type { Viewer } from '../../policy/scope.ts'
import { findAccount, findAccountByEmail } from '../../store/accounts.ts'
import { appendAudit } from '../../store/audit.ts'
import { inTransaction, type Trx } from '../../store/db.ts'
import { lockRequestsNaming, saveConfirmedInRequests } from '../../store/employments.ts'
import { findInvitationByToken, type Invitation, saveAccepted } from '../../store/invitations.ts'
import { giveRole, insertAccount, insertFamily, rememberInvitingEmployer } from '../../store/new-accounts.ts'
import { chosenPassword } from '../chosen-password.ts'
import type { Deps } from '../deps.ts'

type InvitationNotOpen = { kind: 'invitation-not-open' }

/** Somebody without an account accepts: the link has proved the address, so the account is there at once. */
export const acceptAsNewcomer =
  (deps: Deps) =>
  async ({
    token,
    password,
    ...name
  }: PersonName & { token: string; password: string }): Promise<
    Result<undefined, PasswordRefusal | InvitationNotOpen>
  > => {
    const invitation = await findInvitationByToken(deps.db, token)
    if (!invitation || stateOfInvitation(invitation, deps.now()) !== 'open')
      return refuse({ kind: 'invitation-not-open' })
    const { email } = invitation
    const displayName = displayNameOf(name)
    const passwordHash = await chosenPassword(deps, password, { name: displayName, email })
    if (!passwordHash.ok) return passwordHash
    return inTransaction(deps.db, async (trx): Promise<Result<undefined, InvitationNotOpen>> => {
      const accountId = deps.newId()
      const account = { id: accountId, email, name: displayName, passwordHash: passwordHash.value }
      // Who has an account accepts with it, signed in: a link alone never gives an account another password.
      if ((await findAccountByEmail(trx, email)) || !(await insertAccount(trx, account)))
        return refuse({ kind: 'invitation-not-open' })
      if (!(await accept(trx, deps, invitation, { accountId, familyOf: name }))) throw new NotOpen()
      return ok(undefined)
    }).catch((error: unknown): Result<undefined, InvitationNotOpen> => {
      if (error instanceof NotOpen) return refuse({ kind: 'invitation-not-open' })
      throw error
    })
  }

/** Rolls back; a refusal that is returned would commit the account. */
class NotOpen extends Error {}

/**
 * Somebody accepts with the account of the invited address, signed in with all that this account asks for. The name is that of a
 * new family; other roles need none.
 */
export const acceptSignedIn =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { token, name }: { token: string; name: PersonName | null },
  ): Promise<Result<undefined, InvitationNotOpen | { kind: 'name-needed' }>> => {
    const { accountId } = viewer
    if (accountId === null) return refuse({ kind: 'invitation-not-open' })
    return inTransaction(
      deps.db,
      async (trx): Promise<Result<undefined, InvitationNotOpen | { kind: 'name-needed' }>> => {
        const invitation = await findInvitationByToken(trx, token)
        const account = await findAccount(trx, accountId)
        if (!invitation || account?.email !== invitation.email) return refuse({ kind: 'invitation-not-open' })
        const newFamily = invitation.role === 'parent' && !account.roles.some(({ role }) => role === 'parent')
        if (newFamily && name === null) return refuse({ kind: 'name-needed' })
        const accepted = await accept(trx, deps, invitation, { accountId, familyOf: newFamily ? name : null })
        return accepted ? ok(undefined) : refuse({ kind: 'invitation-not-open' })
      },
    )
  }

async function accept(
  trx: Trx,
  deps: Deps,
  invitation: Invitation,
  { accountId, familyOf }: { accountId: string; familyOf: PersonName | null },
): Promise<boolean> {
  const at = deps.now()
  const { id, role, subjectId, givenAt: invitedAt } = invitation
  if (!(await saveAccepted(trx, id, { accountId, at }))) return false
  if (role === 'parent') {
    // The company named the address itself, so that it need not confirm the employment once more.
    const employer = { accountId, companyId: subjectId }
    const requests = requestsToChange('confirmed', await lockRequestsNaming(trx, employer))
    if (await rememberInvitingEmployer(trx, { ...employer, invitedAt, at }))
      await saveConfirmedInRequests(trx, subjectId, requests, at)
    if (familyOf) {
      const familyId = deps.newId()
      await insertFamily(trx, { ...familyOf, id: familyId, guardianId: deps.newId(), accountId })
      await giveRole(trx, { accountId, role, subjectId: familyId, at })
    }
  } else {
    await giveRole(trx, { accountId, role, subjectId, at })
  }
  await appendAudit(trx, {
    at,
    actor: accountId,
    role,
    action: 'invitation.accept',
    subject: id,
    details: { account: accountId, role, for: subjectId },
  })
  return true
}
