const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 without padding. @param bytes a multiple of five */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('')
}

/** So many of the 256 random bits of a token. */
export function bytesOf(token: string, count: number): Uint8Array {
  return Buffer.from(token, 'base64url').subarray(-count)
}
