import { queueMail } from '../../store/outbox.ts'
import { saveDeviceCode } from '../../store/devices.ts'
import type { Trx } from '../../store/db.ts'
import type { Deps } from '../deps.ts'
import { bytesOf } from '../factors/base32.ts'

/** How long a code is good: mail takes its time. */
export const goodFor = 10 * 60_000

type Receiver = { accountId: string; name: string; email: string }

/**
 * Promises six digits by mail for one session. A million codes can be tried out against a digest, so it is a keyed one, and good
 * for that session only; that nobody tries at the door, five wrong ones end the session.
 */
export async function sendCode(trx: Trx, deps: Deps, sessionId: string, receiver: Receiver): Promise<void> {
  const at = deps.now()
  const until = new Date(Date.parse(at) + goodFor).toISOString()
  const code = String(Buffer.from(bytesOf(deps.newToken(), 6)).readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
  await saveDeviceCode(trx, { sessionId, digest: digestOf(deps, sessionId, code), until })
  const { accountId, name, email } = receiver
  const mail = { kind: 'device-code', to: email, values: { name, code, until } } as const
  await queueMail(trx, deps.keyring, { id: deps.newId(), accountId, mail, at })
}

export function digestOf({ keyring }: Deps, sessionId: string, code: string): string {
  return keyring.digest(`device-code/${sessionId}`, code)
}
