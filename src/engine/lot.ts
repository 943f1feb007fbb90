import { createHmac } from 'node:crypto'

/**
 * The lot of a ticket: HMAC-SHA-256(seed, "kita-lot/v1" ‖ 0x00 ‖ ticket), lower-case hex. Whoever knows the public
 * seed can compute it again, and removing a ticket never changes the order of the others.
 *
 * @param seed the seed as hex bytes
 */
export function drawLot(seed: string, ticket: string): string {
  return createHmac('sha256', Buffer.from(seed, 'hex')).update(`kita-lot/v1\0${ticket}`, 'utf8').digest('hex')
}
