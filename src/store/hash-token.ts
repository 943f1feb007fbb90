import { createHash } from 'node:crypto'

/** Only the hash of a token is kept: a stolen database opens no link and no session. 256 random bits need neither salt nor key. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
