import { describe, expect, test } from 'vitest'
import { hasRunOut, opensDoors, outcomeOf } from '../../src/domain/mail-delivery.ts'
import type { Mail } from '../../src/domain/mail.ts'

const now = '2026-12-01T09:00:00.000Z'
const told: Mail = { kind: 'password-changed', to: 'a@b.example', values: { name: 'Eva', at: now } }
const code: Mail = { kind: 'device-code', to: 'a@b.example', values: { name: 'Eva', code: '123456', until: now } }

describe('an attempt that fails', () => {
  test('is followed by pauses that only grow, over two days in all', () => {
    const delivery = { ok: false, trouble: 'put-off', forGood: false } as const
    const pauses = Array.from({ length: 8 }, (_, at) => {
      const { state, nextAttemptAt } = outcomeOf(told, delivery, at + 1, now)
      expect(state).toBe('queued')
      return (Date.parse(nextAttemptAt) - Date.parse(now)) / 3_600_000
    })

    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
    expect(pauses.reduce((sum, pause) => sum + pause)).toBeCloseTo(46.35)
    expect(outcomeOf(told, delivery, 9, now)).toMatchObject({ state: 'stuck', trouble: 'put-off', forget: false })
  })

  test('is the last where another would be refused as well', () => {
    const delivery = { ok: false, trouble: 'refused', forGood: true } as const
    expect(outcomeOf(told, delivery, 1, now)).toMatchObject({ state: 'stuck', trouble: 'refused' })
  })
})

test('what opens a door is forgotten once it has left, and not sent when it opens nothing any more', () => {
  expect([told, code].map(opensDoors)).toEqual([false, true])
  expect([told, code].map((mail) => outcomeOf(mail, { ok: true }, 1, now).forget)).toEqual([false, true])
  expect(hasRunOut(code, '2026-12-01T08:59:59.999Z')).toBe(false)
  expect([told, code].map((mail) => hasRunOut(mail, now))).toEqual([false, true])
})
