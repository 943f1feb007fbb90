import type { DrawBundle } from '../../../src/engine/draw/bundles.ts'
import { demoDraw, drand, familyBundle } from './support.ts'

const other = 'ab'.repeat(32)

export const withHead = <T extends DrawBundle>(bundle: T, head: Partial<T['head']>) => ({
  ...bundle,
  head: { ...bundle.head, ...head },
})

/** What was done to a bundle, the bundle, and the checks that must fail for it. */
export function tamperedBundles(): [string, DrawBundle, string[]][] {
  const { publicBundle: open } = demoDraw(drand)
  const { publicBundle: lotto, auditBundle: audit } = demoDraw()
  const family = familyBundle('T03')
  const told = family.explanation ?? []

  return [
    ['another root', withHead(lotto, { root: other }), ['seed', 'root']],
    ['a leaf more', { ...lotto, leafHashes: [...lotto.leafHashes, other] }, ['root']],
    ['a leaf hash twice', { ...lotto, leafHashes: lotto.leafHashes.with(1, lotto.leafHashes[0]) }, ['root']],
    ['two leaves exchanged', { ...lotto, leafHashes: [...lotto.leafHashes.slice(1), lotto.leafHashes[0]] }, ['root']],
    ['another seed', withHead(lotto, { seed: other }), ['seed']],
    ['changed rules', withHead(lotto, { rules: { ...lotto.head.rules, points: {} } }), ['rules']],
    ['another rules hash', withHead(lotto, { rulesHash: other }), ['rules', 'seed']],
    [
      'another Lotto draw',
      withHead(lotto, { randomness: lotto.head.randomness.replace('03-06', '03-10') }),
      ['randomness', 'seed'],
    ],
    ['other Lotto numbers', withHead(lotto, { randomness: lotto.head.randomness.replace(':3-', ':4-') }), ['seed']],
    ['no Lotto numbers', withHead(lotto, { randomness: 'lotto:2027-03-06' }), ['randomness', 'seed']],
    [
      'a dry run as a draw',
      withHead(demoDraw({ domain: 'kita-sim/v1' }).publicBundle, { domain: 'kita-seed/v1' }),
      ['seed'],
    ],
    ['no signature', withHead(open, { drandSignature: undefined }), ['signature']],
    ['another signature', withHead(open, { drandSignature: 'b5'.repeat(48) }), ['signature']],
    ['a signature with Lotto', withHead(lotto, { drandSignature: drand.drandSignature }), ['signature']],
    [
      'a signature in a dry run',
      withHead(demoDraw({ domain: 'kita-sim/v1' }).publicBundle, { drandSignature: drand.drandSignature }),
      ['signature'],
    ],

    ['another score', { ...family, leaf: { ...family.leaf, score: 16 } }, ['root', 'explanation']],
    ['a leaf of another draw', { ...family, leaf: { ...family.leaf, draw: 'x' } }, ['leaf', 'root']],
    ['another position', { ...family, proof: { ...family.proof, index: 4 } }, ['root']],
    ['another lot', { ...family, lot: '00'.repeat(32) }, ['lot', 'explanation']],
    ['a wish less', { ...family, explanation: told.slice(1) }, ['explanation']],
    [
      'another reason',
      { ...family, explanation: told.with(0, { ...told[0], code: 'better-wish-met' }) },
      ['explanation'],
    ],
    [
      'a refusal above the cut-off',
      { ...family, explanation: told.with(0, { ...told[0], needed: { pool: { score: 14 } } }) },
      ['cutoffs', 'explanation'],
    ],
    [
      'a refusal with a worse lot needed',
      { ...family, explanation: told.with(0, { ...told[0], needed: { pool: { score: 15, lot: 'ffffffff' } } }) },
      ['explanation'],
    ],
    [
      'a refusal at an open program',
      { ...family, explanation: told.with(0, { ...told[0], needed: { pool: 'open' } }) },
      ['cutoffs', 'explanation'],
    ],
    [
      'a place below the cut-off',
      { ...family, explanation: told.with(2, { ...told[2], needed: { pool: { score: 16 } } }) },
      ['cutoffs', 'explanation'],
    ],
    [
      'a figure that is untold',
      { ...family, explanation: told.with(1, { ...told[1], needed: { pool: { score: 15 } } }) },
      ['cutoffs'],
    ],

    ['a score', { ...audit, leaves: audit.leaves.with(1, { ...audit.leaves[1], score: 99 }) }, ['root', 'problem']],
    ['leaves out of order', { ...audit, leaves: audit.leaves.toReversed(), lots: audit.lots.toReversed() }, ['root']],
    ['a lot', { ...audit, lots: audit.lots.with(0, { ...audit.lots[0], lot: other }) }, ['lot']],
    [
      'a hidden withdrawal',
      { ...demoDraw({ withdrawals: ['T03'] }).auditBundle, withdrawals: [] },
      ['problem', 'outcome'],
    ],
    [
      'a hidden rejection',
      { ...demoDraw({ rejections: [{ ticket: 'T03', program: 'k1' }] }).auditBundle, rejections: [] },
      ['problem', 'outcome'],
    ],
    [
      'a place more',
      {
        ...audit,
        problem: {
          ...audit.problem,
          programs: audit.problem.programs.map((row) => ({ ...row, capacity: row.capacity + 1 })),
        },
      },
      ['places', 'outcome'],
    ],
    ['another seed in the problem', { ...audit, problem: { ...audit.problem, seed: other } }, ['lot', 'outcome']],
    [
      'a pool order that no leaf fixes',
      {
        ...audit,
        problem: {
          ...audit.problem,
          children: audit.problem.children.with(0, { ...audit.problem.children[0], poolPriority: 99 }),
        },
      },
      ['problem', 'outcome'],
    ],
    ['another outcome', withHead(audit, { outcomeHash: other }), ['outcome']],
    ['a cut-off in the head', withHead(audit, { programs: [] }), ['cutoffs']],
  ]
}
