import { describe, expect, test } from 'vitest'
import type { AuditBundle, Leaf } from '../../../src/engine/draw/bundles.ts'
import { publishDraw } from '../../../src/engine/draw/publish-draw.ts'
import { verifyBundle } from '../../../src/engine/draw/verify-bundle.ts'
import type { AllocationProblem } from '../../../src/engine/types.ts'
import { program } from '../support/builders.ts'
import { drawRecord, familyBundle, leaf } from './support.ts'

const together = { children: ['T5', 'T2'], together: 'require' as const, wishes: [['k1', 'k1']] }
const frozen = [
  leaf({ ticket: 'T1' }),
  leaf({ ticket: 'T2', family: together }),
  leaf({ ticket: 'T5', family: together }),
]

/** An audit bundle whose problem is changed by hand; how the siblings fare is not what is looked at here. */
function audit(
  change: (problem: AllocationProblem) => Partial<AllocationProblem>,
  leaves: Leaf[] = frozen,
  withdrawals: string[] = [],
) {
  const draw = publishDraw(drawRecord({ programs: [program('k1', 5)], leaves, withdrawals }))
  const { auditBundle } = draw
  return { ...auditBundle, problem: { ...auditBundle.problem, ...change(auditBundle.problem) } }
}

const violations = (bundle: AuditBundle, check: 'problem' | 'lot') =>
  verifyBundle(bundle).find((step) => step.check === check)?.violations

const withEmptyWishes = ({ children }: AllocationProblem) =>
  children.map((child) => (child.id === 'T1' ? child : { ...child, wishes: [] }))

describe('siblings who apply together', () => {
  test('stand in the problem under their smallest ticket, without wishes of their own, and share its lot', () => {
    const bundle = audit((problem) => ({ children: withEmptyWishes(problem), families: [{ ...together, id: 'T2' }] }))
    const lots = new Map(bundle.lots.map(({ ticket, lot }) => [ticket, lot]))

    expect(violations(bundle, 'problem')).toEqual([])
    expect(violations(bundle, 'lot')).toEqual([])
    expect(lots.get('T5')).toBe(lots.get('T2'))
    expect(lots.get('T1')).not.toBe(lots.get('T2'))
  })

  test('with leave to be split keep their own wishes', () => {
    const prefer = { ...together, together: 'prefer' as const }
    const leaves = frozen.map((row) => (row.family ? { ...row, family: prefer } : row))
    const bundle = audit(() => ({ families: [{ ...prefer, id: 'T2' }] }), leaves)

    expect(violations(bundle, 'problem')).toEqual([])
  })

  test('take part one by one, with the lot of both, once one of them is withdrawn', () => {
    const { lots } = audit(() => ({}), frozen, ['T2'])
    const lotOf = (ticket: string) => lots.find((row) => row.ticket === ticket)?.lot
    const bundle = audit(
      ({ children }) => ({ children: children.map((child) => ({ ...child, lot: lotOf(child.id) })) }),
      frozen,
      ['T2'],
    )

    expect(violations(bundle, 'problem')).toEqual([])
    expect(violations(bundle, 'lot')).toEqual([])
  })

  test('are missed where the problem leaves them out', () => {
    const bundle = audit(() => ({}))

    expect(violations(bundle, 'problem')).toEqual([
      'ticket T2: wishes are not those of the leaf',
      'ticket T5: wishes are not those of the leaf',
      'the families are not those of the leaves, each under its smallest ticket',
    ])
    expect(violations(bundle, 'lot')).toHaveLength(1)
  })

  test('are refused under another ticket', () => {
    const bundle = audit((problem) => ({ children: withEmptyWishes(problem), families: [{ ...together, id: 'T5' }] }))

    expect(violations(bundle, 'problem')).toEqual([
      'the families are not those of the leaves, each under its smallest ticket',
    ])
    expect(violations(bundle, 'lot')).toHaveLength(2)
  })

  test('are refused where their leaves do not agree', () => {
    const bundle = audit(
      (problem) => ({ children: withEmptyWishes(problem), families: [{ ...together, id: 'T2' }] }),
      frozen.with(2, leaf({ ticket: 'T5' })),
    )

    expect(violations(bundle, 'problem')).toContain('ticket T2: the leaves of its family do not agree')
  })

  test('can check their lot in their own bundle, but not a family that leaves them out', () => {
    const draw = publishDraw(drawRecord({ programs: [program('k1', 5)], leaves: frozen }))
    const own = familyBundle('T5', draw)
    const failing = (bundle: typeof own) =>
      verifyBundle(bundle)
        .filter((step) => step.violations.length > 0)
        .map(({ check }) => check)

    expect(failing(own)).toEqual([])
    expect(failing({ ...own, leaf: { ...own.leaf, family: { ...together, children: ['T2'] } } })).toContain('leaf')
  })
})
