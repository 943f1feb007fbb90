import { describe, expect, test } from 'vitest'
import { chooseSiblings, takesPart } from '../../src/domain/sibling-choice.ts'
import { type PlaceRequestState, placeRequestStates } from '../../src/domain/place-request.ts'

describe('a family chooses for its siblings', () => {
  const tables: [string, boolean, PlaceRequestState[], string][] = [
    ['while a round takes input and two are submitted', true, ['submitted', 'submitted'], 'ok'],
    ['also where a third is still a draft', true, ['draft', 'submitted', 'submitted'], 'ok'],
    ['not once the round is frozen', false, ['in-round', 'in-round'], 'round-not-open'],
    ['not for one child alone', true, ['submitted'], 'no-siblings-applying'],
    ['not where the other was withdrawn', true, ['submitted', 'withdrawn'], 'no-siblings-applying'],
    ['not for one who waits from an earlier round', true, ['submitted', 'waiting'], 'no-siblings-applying'],
  ]

  test.each(tables)('%s', (_, takesInput, states, expected) => {
    const chosen = chooseSiblings('together-or-split', { takesInput, states })

    expect(chosen.ok ? 'ok' : chosen.refusal.kind).toBe(expected)
  })
})

test('a request takes part from when it is submitted until it is withdrawn', () => {
  expect(placeRequestStates.filter((state) => !takesPart(state))).toEqual(['awaiting-parent', 'draft', 'withdrawn'])
})
