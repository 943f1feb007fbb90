import { describe, expect, test } from 'vitest'
import { keyringOf } from '../../src/store/keyring.ts'
import { testSecrets } from '../support/deps.ts'

const before = keyringOf(testSecrets)
const { k1 } = testSecrets.fields.keys
const after = keyringOf({ ...testSecrets, fields: { current: 'k2', keys: { k1, k2: '44'.repeat(32) } } })
const withoutOld = keyringOf({ ...testSecrets, fields: { current: 'k2', keys: { k2: '44'.repeat(32) } } })

describe('a sealed field', () => {
  test('opens where it was sealed, and looks different each time', () => {
    const sealed = before.seal('guardian.address/1', 'Weg 1')

    expect(before.open('guardian.address/1', sealed)).toBe('Weg 1')
    expect(sealed).not.toContain('Weg')
    expect(before.seal('guardian.address/1', 'Weg 1')).not.toBe(sealed)
  })

  test('opens nowhere else, and not after a change', () => {
    const sealed = before.seal('guardian.address/1', 'Weg 1')
    const last = sealed.at(-1) === 'A' ? 'B' : 'A'

    expect(() => before.open('guardian.address/2', sealed)).toThrow()
    expect(() => before.open('guardian.address/1', sealed.slice(0, -4) + last.repeat(4))).toThrow()
    expect(() => before.open('guardian.address/1', 'Weg 1')).toThrow('no sealed text')
  })

  test('stays readable after a rotation, is known as old, and is lost with its key', () => {
    const sealed = before.seal('a', 'Weg 1')

    expect(after.open('a', sealed)).toBe('Weg 1')
    expect([after.isCurrent(sealed), after.isCurrent(after.seal('a', 'x'))]).toEqual([false, true])
    expect(() => withoutOld.open('a', sealed)).toThrow('not in the secrets')
  })
})

test('a digest differs by purpose and by installation', () => {
  const other = keyringOf({ ...testSecrets, digests: '55'.repeat(32) })

  expect(before.digest('a', 'anna')).toBe(before.digest('a', 'anna'))
  expect(new Set([before.digest('a', 'anna'), before.digest('b', 'anna'), other.digest('a', 'anna')]).size).toBe(3)
})
