import { describe, expect, test } from 'vitest'
import {
  approve,
  hashContent,
  type Person,
  propose,
  type Proposed,
  twoPersonActTransitions,
  whyVoid,
  withdraw,
} from '../../src/domain/two-person-act.ts'
import { follow } from '../../src/domain/transition.ts'

const person = (accountId: string, traits: Partial<Person> = {}): Person => ({
  accountId,
  permitted: true,
  guardian: false,
  ...traits,
})
const content = { choice: {}, facts: { outcomeHash: 'h' } }
const proposed: Proposed = {
  ...content,
  id: 'act-1',
  act: 'release',
  contentHash: hashContent('release', 'round-1', content),
  proposedBy: 'one',
  proposedRole: 'coordinator',
  proposedAt: '2026-12-01T09:00:00.000Z',
}
const valid = { ...proposed, void: undefined }
const answer = (result: { ok: boolean; value?: unknown; refusal?: { kind: string } }) =>
  result.ok ? result.value : result.refusal?.kind

describe('an act by two persons is proposed', () => {
  test.each([
    ['by somebody who holds the role', person('one'), undefined, true],
    ['in the place of one that is void', person('one'), { void: 'content-changed' as const }, true],
    ['but not beside another', person('two'), { void: undefined }, 'proposed-already'],
    ['but not by a guardian', person('one', { guardian: true }), undefined, 'guardian-concerned'],
    ['but not without the role', person('one', { permitted: false }), undefined, 'not-found'],
  ])('%s', (_, by, open, expected) => {
    expect(answer(propose(by, open))).toBe(expected)
  })
})

const now = '2026-12-01T09:00:00.000Z'

describe('what is proposed is approved', () => {
  const seen = proposed.contentHash
  test.each([
    ['by another person', valid, person('two'), seen, { step: 'approved' }],
    ['not by the same one', valid, person('one'), seen, 'second-person-needed'],
    ['not by a guardian', valid, person('two', { guardian: true }), seen, 'guardian-concerned'],
    ['not by whoever has lost the role', valid, person('two', { permitted: false }), seen, 'not-found'],
    ['not under the hash of something else', valid, person('two'), 'other', 'other-content-proposed'],
    ['not where nothing is proposed', undefined, person('two'), seen, 'not-proposed'],
    [
      'not once it is void, which ends it',
      { ...proposed, void: 'content-changed' as const },
      person('two'),
      seen,
      { step: 'void', because: 'content-changed' },
    ],
  ])('%s', (_, open, by, hash, expected) => {
    expect(answer(approve(open, by, { seen: hash, now, delegations: [] }))).toEqual(expected)
  })

  test('not by whoever stands in for the first person', () => {
    const lent = { from: 'one', to: 'two', role: 'coordinator', subjectId: 'consortium', endedAt: null, version: 1 }
    const delegations = [{ ...lent, id: 'd', validFrom: now.slice(0, 10), validTo: now.slice(0, 10) }]

    expect(answer(approve(valid, person('two'), { seen, now, delegations }))).toBe('second-person-needed')
  })
})

describe('what is proposed is void', () => {
  test.each([
    ['when its content has changed', person('one'), 'other', 'content-changed'],
    ['when it cannot be done any more', person('one'), undefined, 'not-possible-now'],
    [
      'when whoever proposed it has lost the role',
      person('one', { permitted: false }),
      'same',
      'proposer-not-permitted',
    ],
    ['when a child of the proposer has applied', person('one', { guardian: true }), 'same', 'proposer-not-permitted'],
    ['and not otherwise', person('one'), 'same', undefined],
  ])('%s', (_, proposer, hash, expected) => {
    expect(whyVoid(proposed, proposer, hash === 'same' ? proposed.contentHash : hash)).toBe(expected)
  })
})

describe('what is proposed is withdrawn', () => {
  test('by whoever proposed it, by nobody else', () => {
    expect(answer(withdraw(proposed, 'one'))).toBe(true)
    expect(answer(withdraw(proposed, 'two'))).toBe('proposed-by-another')
    expect(answer(withdraw(undefined, 'one'))).toBe('not-proposed')
  })
})

test('the hash is of the subject and the choice too', () => {
  const hashes = [
    hashContent('release', 'round-1', content),
    hashContent('release', 'round-2', content),
    hashContent('release', 'round-1', { ...content, choice: { reason: 'wrong-input' } }),
    hashContent('release', 'round-1', { ...content, facts: { outcomeHash: 'other' } }),
  ]
  expect(new Set(hashes).size).toBe(4)
})

test('nothing leads from an act that has ended', () => {
  for (const ended of ['approved', 'withdrawn', 'void'] as const) {
    for (const act of ['propose', 'approve', 'withdraw', 'void']) {
      expect(follow(twoPersonActTransitions, ended, [act])).toBeUndefined()
    }
  }
})
