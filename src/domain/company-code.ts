const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 12

/**
 * A company's code: 60 bits in Crockford's base32, in three groups that can be read out. At 300 guesses an hour from one
 * network, one of a hundred valid codes is found in more than a billion years.
 *
 * @param digest at least 60 bits as hex
 */
export function companyCodeOf(digest: string): string {
  let value = BigInt(`0x${digest.slice(0, 15)}`)
  let text = ''
  for (let at = 0; at < length; at++) {
    text = alphabet[Number(value & 31n)] + text
    value >>= 5n
  }
  return text
}

/** XXXX-XXXX-XXXX */
export const spacedCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-')

/** A code as somebody typed it: small letters, spaces, and O for 0 or I and L for 1 are meant well. */
export function readCompanyCode(typed: string): string | undefined {
  const code = typed
    .toUpperCase()
    .replaceAll(/[\s\-–]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  return code.length === length && Array.from(code).every((letter) => alphabet.includes(letter)) ? code : undefined
}

export const mostUses = 1000
