import { base32, bytesOf } from './base32.ts'

/**
 * 80 random bits in four groups of four. So many cannot be tried out, neither at the door nor against a stolen digest, so a fast
 * keyed digest keeps them; a slow hash would only be worth its time for what people think up.
 */
export function recoveryCodeOf(token: string): string {
  return (base32(bytesOf(token, 10)).match(/.{4}/g) ?? []).join('-')
}

/** As it is compared: copied by hand, with or without its dashes, and with the digits that look like letters. */
export function normalisedCode(typed: string): string {
  return typed
    .toUpperCase()
    .replaceAll('0', 'O')
    .replaceAll('1', 'I')
    .replaceAll(/[^A-Z2-7]/g, '')
}
