import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Passkey } from '../../store/passkeys.ts'
import { bytesOf } from './base32.ts'

/** What a browser hands to its authenticator, as JSON. */
export type PasskeyTask = { challenge: string }

/** What signs must have asked for finger, face or PIN: then a passkey is two factors, something one has and is or knows. */
const userVerification = 'required'

/** @param site the address of this installation: a passkey works there only */
export function registrationTask(
  site: string,
  account: { id: string; email: string; name: string },
  { challenge, known }: { challenge: string; known: readonly Passkey[] },
): Promise<PasskeyTask> {
  return generateRegistrationOptions({
    rpName: 'Verbund-Kita',
    rpID: new URL(site).hostname,
    userID: new Uint8Array(Buffer.from(account.id)),
    userName: account.email,
    userDisplayName: account.name,
    challenge: new Uint8Array(bytesOf(challenge, 32)),
    excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    authenticatorSelection: { residentKey: 'preferred', userVerification },
  })
}

/** @param known the passkeys that may answer; none named means whichever the browser has for this site */
export function authenticationTask(
  site: string,
  { challenge, known }: { challenge: string; known: readonly Passkey[] },
): Promise<PasskeyTask> {
  return generateAuthenticationOptions({
    rpID: new URL(site).hostname,
    challenge: new Uint8Array(bytesOf(challenge, 32)),
    allowCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    userVerification,
  })
}

type Checked<Value> = (Value & { challenge: string }) | undefined

/** Undefined where the answer is none, or not to this site. That the challenge was ours is for the caller to check, once. */
export async function checkRegistration(
  site: string,
  answer: string,
): Promise<Checked<Pick<Passkey, 'credentialId' | 'publicKey' | 'counter' | 'transports'>>> {
  let challenge = ''
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: JSON.parse(answer) as RegistrationResponseJSON,
      expectedChallenge: (given) => ((challenge = given), true),
      ...expected(site),
    })
    if (!verified) return undefined
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential
    return {
      challenge,
      credentialId: id,
      publicKey: Buffer.from(publicKey).toString('base64url'),
      counter,
      transports: transports.filter((transport) => /^[a-z-]{1,20}$/.test(transport)).slice(0, 10),
    }
  } catch {
    return undefined
  }
}

/** The id of the passkey that an answer says it is from. */
export function credentialIdOf(answer: string): string | undefined {
  try {
    const { id } = JSON.parse(answer) as { id?: unknown }
    return typeof id === 'string' ? id : undefined
  } catch {
    return undefined
  }
}

/** The same for a signature; `counter` is what the authenticator counts, and is for the caller to compare. */
export async function checkAuthentication(
  site: string,
  answer: string,
  passkey: Passkey,
): Promise<Checked<{ counter: number }>> {
  let challenge = ''
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: JSON.parse(answer) as AuthenticationResponseJSON,
      expectedChallenge: (given) => ((challenge = given), true),
      ...expected(site),
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
        // A counter that went back would be thrown as one error among others; here it is to be noted.
        counter: 0,
      },
    })
    return verified ? { challenge, counter: authenticationInfo.newCounter } : undefined
  } catch {
    return undefined
  }
}

const expected = (site: string) => ({
  expectedOrigin: new URL(site).origin,
  expectedRPID: new URL(site).hostname,
  requireUserVerification: true,
})
