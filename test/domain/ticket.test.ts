import { expect, test } from 'vitest'
import { ticketOf } from '../../src/domain/ticket.ts'

test('a ticket is 128 bits in 26 readable characters', () => {
  expect(ticketOf(new Uint8Array(16))).toBe('0'.repeat(26))
  expect(ticketOf(new Uint8Array(16).fill(255))).toBe('7' + 'Z'.repeat(25))
  expect(ticketOf(Uint8Array.from({ length: 16 }, (_, at) => at))).toBe('00041061050R3GG28A1C60T3GF')
  expect(() => ticketOf(new Uint8Array(15))).toThrow('128 bits')
})
