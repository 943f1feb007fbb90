import { generateSync, generateURI, verifySync } from 'otplib'
import type { Instant } from '../../domain/day.ts'
import { base32, bytesOf } from './base32.ts'

// RFC 6238 as every app does it: SHA-1, six digits, 30 seconds.
const period = 30

const secondsOf = (at: Instant) => Math.floor(Date.parse(at) / 1000)

/** The code that an app shows at that instant. @param secret base32 */
export function totpCode(secret: string, at: Instant): string {
  return generateSync({ secret, epoch: secondsOf(at), period })
}

/**
 * The time step of a code that is right now, one step early or one late; undefined for a wrong one and for one that is not after
 * the last step that was taken (RFC 6238, 5.2: a code is good once).
 */
export function stepOfCode(
  { secret, lastStep }: { secret: string; lastStep: number },
  code: string,
  at: Instant,
): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const checked = verifySync({
    secret,
    token: code,
    epoch: secondsOf(at),
    period,
    epochTolerance: period,
    afterTimeStep: lastStep,
  })
  return checked.valid && 'timeStep' in checked ? checked.timeStep : undefined
}

/** For a QR code: what an app takes over as it stands. */
export function totpUri(secret: string, email: string): string {
  return generateURI({ issuer: 'Verbund-Kita', label: email, secret, period })
}

/** 160 random bits in base32, as RFC 4226 recommends. */
export function secretOf(token: string): string {
  return base32(bytesOf(token, 20))
}
