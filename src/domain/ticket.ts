const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A ticket: 128 bits in Crockford's base32, 26 characters without I, L, O and U, so that it can be read out. */
export function ticketOf(bits: Uint8Array): string {
  if (bits.length !== 16) throw new Error('a ticket has 128 bits')
  let value = bits.reduce<bigint>((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  let text = ''
  for (let at = 0; at < 26; at++) {
    text = alphabet[Number(value & 31n)] + text
    value >>= 5n
  }
  return text
}
