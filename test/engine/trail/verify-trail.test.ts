import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TrailFinding } from '../../../src/engine/trail/verify-trail.ts'
import { numRuns } from '../support/problems.ts'
import { chained, evidence, headsOf, names, tamperings, verify } from './tamperings.ts'

const runs = numRuns(4)

describe('an untouched trail', () => {
  test('holds, and is proved to its end by the head here and to the witness’ head outside', () => {
    fc.assert(
      fc.property(evidence, (untouched) => {
        const [{ size }] = untouched.witnessed
        const { length } = untouched.entries

        expect(verify(untouched)).toEqual({
          entries: length,
          findings: [],
          found: 0,
          provedBy: { database: length, witness: size },
        })
      }),
      { numRuns: numRuns(40) },
    )
  })

  test('without entries holds too, and proves nothing', () => {
    expect(verify({ entries: [], heads: [], witnessed: [] })).toMatchObject({
      found: 0,
      provedBy: { database: 0, witness: 0 },
    })
  })
})

describe('a tampered trail is found, and the finding names what was done, where', () => {
  let found = 0

  test.each(tamperings)('$name', (tampering) => {
    fc.assert(
      fc.property(evidence, fc.nat(10_000), (before, at) => {
        const verdict = verify(tampering.tamper(before, at))

        expect(names(verdict, tampering), JSON.stringify(verdict.findings)).toBe(true)
        found++
      }),
      { numRuns: runs },
    )
  })

  test('so were all of them, thousands where the full figure is asked for', () => {
    expect(found).toBe(tamperings.length * runs)
    expect(found).toBeGreaterThanOrEqual(numRuns(100))
  })
})

describe('a verifier that skips a check', () => {
  const kinds = ['sequence', 'changed', 'chain', 'cut', 'root', 'signature'] as const satisfies TrailFinding['kind'][]
  const missedWithout = (skipped: TrailFinding['kind'] | null) => {
    const missed = new Set<string>()
    for (const tampering of tamperings) {
      fc.assert(
        fc.property(evidence, fc.nat(10_000), (before, at) => {
          const { findings } = verify(tampering.tamper(before, at))
          const left = findings.filter(({ kind }) => kind !== skipped)
          if (!names({ findings: left }, tampering)) missed.add(tampering.name)
        }),
        { numRuns: 2 },
      )
    }
    return missed
  }

  test('is told from a whole one by these tamperings, whichever check it skips', () => {
    expect([...missedWithout(null)]).toEqual([])
    for (const kind of kinds) {
      const named = tamperings.filter(({ found }) => found.kind === kind).map(({ name }) => name)
      expect(named.length, kind).toBeGreaterThan(0)
      expect([...missedWithout(kind)], kind).toEqual(named)
    }
  })
})

describe('what a trail cannot show by itself', () => {
  const contents = Array.from({ length: 6 }, (_, at) => ({
    at: `2026-11-24T08:00:0${at}.000Z`,
    actor: 'account-1',
    role: 'coordinator',
    action: 'child.look',
    subject: `ticket-${at}`,
    details: '{}',
  }))
  const entries = chained(contents)
  const rewritten = chained(contents.with(4, { ...contents[4], actor: 'somebody else' }))

  test('is what whoever holds database and key has written anew since the last head that somebody outside kept', () => {
    const unseen = verify({
      entries: rewritten,
      heads: headsOf(rewritten, [6]),
      witnessed: headsOf(entries, [4], 'witness'),
    })

    // Nothing is found, and the verdict says how far its proof reaches: to the witness' head and no further.
    expect(unseen).toMatchObject({ found: 0, provedBy: { database: 6, witness: 4 } })
  })

  test('is exposed as soon as a witness has a later head', () => {
    const seen = verify({
      entries: rewritten,
      heads: headsOf(rewritten, [6]),
      witnessed: headsOf(entries, [5], 'witness'),
    })

    expect(seen.findings).toEqual([{ kind: 'root', size: 5, keptBy: 'witness' }])
  })
})
