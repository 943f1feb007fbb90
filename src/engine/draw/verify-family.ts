import { canonicalJson } from '../canonical.ts'
import { scoreAt } from '../child-columns.ts'
import type { FamilyBundle, PublicCutoff, ToldCutoff, ToldWish } from './bundles.ts'
import { hashLeaf, lotOf } from './leaf.ts'
import { rootFromProof } from './merkle.ts'
import { type DrawStep, step } from './verify-head.ts'
import { lotDigits } from './visible.ts'

/** What a family can check of its own child: that it took part as frozen, its lot, and that its reasons fit the figures. */
export function verifyFamily(bundle: FamilyBundle): DrawStep[] {
  const { head, leaf, proof, lot, explanation } = bundle
  const root = rootFromProof(hashLeaf(leaf), head.leaves, proof)
  const drawn = lotOf(head.seed, leaf)
  return [
    step(
      'leaf',
      leaf.draw !== head.draw && `the leaf is of draw ${leaf.draw}, the head of ${head.draw}`,
      leaf.family?.children.includes(leaf.ticket) === false && 'the family of the leaf does not name its own ticket',
    ),
    step(
      'root',
      root !== head.root && `leaf and proof give ${root ?? 'no tree of that size'}, the head says ${head.root}`,
    ),
    step('lot', drawn !== lot && `seed and ticket give ${drawn}, the bundle says ${lot}`),
    ...(explanation === null
      ? []
      : [
          step('cutoffs', ...cutoffErrors(explanation, head.programs)),
          step('explanation', ...explanationErrors(bundle, explanation)),
        ]),
  ]
}

/** What the family is told was needed in the pool must be what everybody is told. */
function cutoffErrors(wishes: ToldWish[], published: PublicCutoff[]): string[] {
  const pools = new Map(published.map(({ id, pool }) => [id, pool]))
  return wishes.flatMap(({ program, needed }) => {
    if (!pools.has(program)) return [`program ${program}: the head does not know it`]
    if (needed === undefined) return []
    const own = needed === 'untold' ? needed : needed.pool
    const told = typeof own === 'object' ? { score: own.score } : (own ?? null)
    if (canonicalJson(told) === canonicalJson(pools.get(program))) return []
    return [`program ${program}: the pool's cut-off is not the published one`]
  })
}

function explanationErrors({ leaf, lot }: FamilyBundle, wishes: ToldWish[]): string[] {
  return [
    ...(leaf.family ? [] : orderErrors(leaf.wishes, wishes)),
    ...wishes.flatMap((wish) => {
      const wrong = [...figureErrors(wish, leaf.score), ...(leaf.family ? [] : codeErrors(wish, lot))]
      return wrong.map((message) => `program ${wish.program}: ${message}`)
    }),
  ]
}

// Of siblings who apply together the reasons hang on the family's options, which only an audit can judge.
function orderErrors(frozen: string[], wishes: ToldWish[]): string[] {
  if (canonicalJson(wishes.map(({ program }) => program)) !== canonicalJson(frozen)) {
    return ['not told about each of the wishes in the leaf, in their order']
  }
  const met = wishes.findIndex(({ code }) => code === 'admitted')
  return wishes.flatMap(({ program, code }, at) => {
    if (code === 'blocked' || at === met) return []
    const after = met !== -1 && at > met
    if (after === (code === 'better-wish-met')) return []
    return [`program ${program}: ${code} does not fit the wish that was met`]
  })
}

function figureErrors({ score, code, needed, program }: ToldWish, frozen: FamilyBundle['leaf']['score']): string[] {
  return [
    ...(score === scoreAt(frozen, program) ? [] : ['the score is not that of the leaf']),
    ...((code === 'admitted' || code === 'below-cutoff') === (needed !== undefined)
      ? []
      : ['what was needed is told where it does not matter, or not told where it does']),
  ]
}

function codeErrors(wish: ToldWish, lot: string): string[] {
  const { code, needed, neededShares = {} } = wish
  if (needed === undefined || needed === 'untold') return []
  const ways = Object.entries(needed)
  const shares = Object.entries(neededShares)
  const passes = ([, cutoff]: [string, ToldCutoff]) => isWithin(wish.score, lot, cutoff, 'or-equal')
  if (code === 'below-cutoff') {
    return [...ways, ...shares]
      .filter(([, cutoff]) => isWithin(wish.score, lot, cutoff, 'before'))
      .map(([way]) => `refused, but the child comes before the cut-off of ${way}`)
  }
  const label = wish.countsFor ?? null
  const open =
    label === null ? [...ways.filter(([way]) => way === 'pool'), ...shares] : ways.filter(([way]) => way === label)
  return open.some(passes) ? [] : [`admitted, but the child comes after the cut-off of ${label ?? 'the pool'}`]
}

/** Does the child come before the last one who got in (or is it that one)? Eight digits of a lot say it, or say nothing. */
function isWithin(score: number, lot: string, cutoff: ToldCutoff, where: 'before' | 'or-equal'): boolean {
  if (typeof cutoff === 'string') return cutoff === 'open'
  if (score !== cutoff.score) return score > cutoff.score
  if (cutoff.lot === undefined) return where === 'or-equal'
  const own = lot.slice(0, lotDigits)
  return own < cutoff.lot || (where === 'or-equal' && own === cutoff.lot)
}
