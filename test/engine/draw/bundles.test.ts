import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DrawBundle } from '../../../src/engine/draw/bundles.ts'
import { publishDraw } from '../../../src/engine/draw/publish-draw.ts'
import { readBundle } from '../../../src/engine/draw/read-bundle.ts'
import { verifyBundle } from '../../../src/engine/draw/verify-bundle.ts'
import auditSchema from '../../../src/engine/schemas/draw-bundle-audit-1.schema.json' with { type: 'json' }
import familySchema from '../../../src/engine/schemas/draw-bundle-family-1.schema.json' with { type: 'json' }
import publicSchema from '../../../src/engine/schemas/draw-bundle-public-1.schema.json' with { type: 'json' }
import { program } from '../support/builders.ts'
import { isValid } from '../support/json-schema.ts'
import { numRuns, smallProblems } from '../support/problems.ts'
import { spoiled } from '../support/spoiled.ts'
import { demoDraw, demoRecord, drand, drawRecord, familyBundle, leaf } from './support.ts'
import { tamperedBundles, withHead } from './tampered.ts'

const failing = (bundle: DrawBundle) =>
  verifyBundle(bundle)
    .filter(({ violations }) => violations.length > 0)
    .map(({ check }) => check)

describe('the bundles of a draw', () => {
  test.each([
    ['by Lotto', {}],
    ['by drand', drand],
    ['as a dry run with any seed', { domain: 'kita-sim/v1' as const, randomness: 'Probe 7' }],
    [
      'after a rejection and a withdrawal',
      { run: 2, rejections: [{ ticket: 'T07', program: 'k2' }], withdrawals: ['T03'] },
    ],
  ])('%s are read, valid and hold', (_, given) => {
    const draw = demoDraw(given)
    const families = draw.auditBundle.leaves.map(({ ticket }) => familyBundle(ticket, draw))

    for (const bundle of [draw.publicBundle, draw.auditBundle, ...families]) {
      expect(readBundle(JSON.parse(JSON.stringify(bundle)))).toEqual({ ok: true, value: bundle })
      expect(failing(bundle)).toEqual([])
    }
    expect(isValid(draw.publicBundle, publicSchema)).toBe(true)
    expect(isValid(draw.auditBundle, auditSchema)).toBe(true)
    expect(families.every((bundle) => isValid(bundle, familySchema))).toBe(true)
  })

  test('hold for generated problems with ties, overlapping reserves and pool shares', () => {
    const problems = smallProblems({ programs: 3, children: 12, capacity: 8 })
    fc.assert(
      fc.property(problems, ({ programs, children }) => {
        const leaves = children.map(({ id, wishes, companies, priority }) =>
          leaf({ ticket: id, wishes, company: companies, score: priority }),
        )
        const draw = publishDraw(drawRecord({ programs, leaves }))

        expect([draw.publicBundle, draw.auditBundle].flatMap(failing)).toEqual([])
        expect(leaves.flatMap(({ ticket }) => failing(familyBundle(ticket, draw)))).toEqual([])
      }),
      { numRuns: numRuns(60) },
    )
  })

  test('tell a withdrawn child that it took no part', () => {
    expect(familyBundle('T03', demoDraw({ withdrawals: ['T03'] })).explanation).toBeNull()
  })

  test('do not exist for a ticket without a leaf', () => {
    expect(demoDraw().familyBundleOf('T99')).toBeNull()
  })
})

describe('what a bundle tells', () => {
  const { publicBundle } = demoDraw()

  test('to everybody: no ticket, no lot, no company, no figure of a program that fewer than five hold', () => {
    const { rules: _, ...head } = publicBundle.head

    expect(JSON.stringify({ ...publicBundle, head })).not.toMatch(/T\d\d|"A"|"lot"/)
    expect(publicBundle.head.programs).toEqual([
      { id: 'k1', pool: { score: 15 } },
      { id: 'k2', pool: { score: 15 } },
      { id: 'k3', pool: 'untold' },
    ])
  })

  test('to everybody: from one to four rejections only that there were some', () => {
    const rejections = ['T01', 'T03', 'T05', 'T07', 'T09'].map((ticket) => ({ ticket, program: 'k2' }))
    const counts = [0, 1, 4, 5].map(
      (count) => demoDraw({ rejections: rejections.slice(0, count) }).publicBundle.head.rejections,
    )

    expect(counts).toEqual([0, '1-4', '1-4', 5])
  })

  test('to a family: the needed score, eight digits of a lot on a tie only, and no other ticket', () => {
    const lots = new Map(demoDraw().auditBundle.lots.map(({ ticket, lot }) => [ticket, lot]))
    for (const ticket of lots.keys()) {
      const { head: _, leaf: own, lot, ...told } = familyBundle(ticket)
      const text = JSON.stringify(told)

      expect([own.ticket, lot]).toEqual([ticket, lots.get(ticket)])
      expect([...lots].filter(([id, drawn]) => text.includes(id) || text.includes(drawn))).toEqual([])
      for (const { program: id, score, needed } of told.explanation ?? []) {
        if (id === 'k3' && needed !== undefined) expect(needed).toBe('untold')
        if (needed === undefined || needed === 'untold') continue
        for (const cutoff of Object.values(needed)) {
          if (typeof cutoff === 'object') expect(cutoff.lot !== undefined).toBe(cutoff.score === score)
        }
      }
    }
  })
})

describe('a bundle that was tampered with', () => {
  test.each(tamperedBundles())('by %s is found, and named', (_, bundle, checks) => {
    expect(readBundle(bundle).ok).toBe(true)
    expect(failing(bundle)).toEqual(checks)
  })

  test('in any one place of an audit is found; only the number of the run is nobody else’s business', () => {
    const { auditBundle } = publishDraw(
      drawRecord({
        programs: [program('k1', 1, { A: 1 })],
        leaves: [leaf({ ticket: 'T1', company: ['A'] }), leaf({ ticket: 'T2', score: { k1: 12 } })],
      }),
    )
    const original = JSON.stringify(auditBundle)
    const changed = [...spoiled(auditBundle)]
      .map((value) => readBundle(value))
      .filter((read) => read.ok)
      .map(({ value }) => value)
      .filter((bundle) => JSON.stringify(withHead(bundle, { run: 1 })) !== original)

    expect(changed.length).toBeGreaterThan(50)
    expect(changed.filter((bundle) => failing(bundle).length === 0)).toEqual([])
  })
})

describe('the JSON Schemas', () => {
  const small = publishDraw(
    drawRecord({ programs: [program('k1', 1)], leaves: [leaf({}), leaf({ ticket: 'T2' })], ...drand }),
  )
  const siblings = { children: ['T1', 'T2'], together: 'require' as const, wishes: [['k1', null]] }

  test.each([
    ['public', small.publicBundle, publicSchema],
    ['family', familyBundle('T2', small), familySchema],
    ['family on a tie', familyBundle('T03'), familySchema],
  ])('accept exactly the %s bundles that are read', (_, bundle, schema) => {
    const values = [bundle, ...spoiled(bundle)].map((value): unknown => JSON.parse(JSON.stringify(value)))

    expect(values.filter((value) => readBundle(value).ok !== isValid(value, schema))).toEqual([])
  })

  test.each([
    ['audit', small.auditBundle, auditSchema],
    ['family', { ...familyBundle('T2', small), leaf: leaf({ family: siblings }) }, familySchema],
  ])('refuse no %s bundle that is read', (_, bundle, schema) => {
    const read = [bundle, ...spoiled(bundle)].filter((value) => readBundle(value).ok)

    expect(read.length).toBeGreaterThan(0)
    expect(read.filter((value) => !isValid(value, schema))).toEqual([])
  })
})

describe('a file that is no bundle', () => {
  test.each([
    [null, '$'],
    [{}, '$.format'],
    [{ format: 'draw-bundle-public/2' }, '$.format'],
    [{ ...demoDraw().publicBundle, leafHashes: ['AB'] }, '$.leafHashes[0]'],
    [{ ...demoDraw().auditBundle, problem: { ...demoRecord().problem, seed: 'x' } }, '$.problem.seed'],
    [{ ...familyBundle('T03'), leaf: leaf({ start: '2027-13' }) }, '$.leaf.start'],
    [{ ...familyBundle('T03'), leaf: leaf({ company: ['A', 'B', 'C'] }) }, '$.leaf.company'],
    [
      {
        ...familyBundle('T03'),
        leaf: leaf({ family: { children: ['T1', 'T2'], together: 'prefer', wishes: [['k1']] } }),
      },
      '$.leaf.family.wishes[0]',
    ],
  ])('is refused with the place (%#)', (value, path) => {
    expect(readBundle(value)).toMatchObject({ ok: false, errors: [{ path }] })
  })
})
