/** How much of an outcome may be told, and to whom: everybody, or the family whose child it is. */
import type { AllocationOutcome, ChildExplanation, Cutoff, ProgramOutcome, WishExplanation } from '../types.ts'
import type { CoarseCount, PublicCutoff, ToldCutoff, ToldWish } from './bundles.ts'

/** Where fewer children than these hold a place, a figure would be the figure of somebody one may know. */
export const fewestForFigures = 5

/** As much of a lot as tells two children apart, and no more of it. */
export const lotDigits = 8

/** The pool's cut-off of each program, as a score. Those of companies would tell how their contingents are used. */
export function publicCutoffs({ programs }: AllocationOutcome): PublicCutoff[] {
  return programs.map(({ id, held, cutoffs: { pool } }) => {
    if (held < fewestForFigures) return { id, pool: 'untold' }
    return { id, pool: typeof pool === 'string' ? pool : { score: pool.priority } }
  })
}

/** From 1 to 4 only that it is so few. */
export function coarseCount(count: number): CoarseCount {
  return count > 0 && count < fewestForFigures ? '1-4' : count
}

/** An explanation as far as the child's family may see it. */
export function toldWishes({ wishes }: ChildExplanation, programs: ReadonlyMap<string, ProgramOutcome>): ToldWish[] {
  return wishes.map((wish): ToldWish => {
    const { program, code, own } = wish
    return {
      program,
      code,
      score: own.priority,
      ...(code === 'admitted' && { countsFor: own.countsFor ?? null }),
      ...(['admitted', 'below-cutoff'].includes(code) && neededBy(wish, programs.get(program)?.held ?? 0)),
    }
  })
}

function neededBy(
  { own, needed, neededShares }: WishExplanation,
  held: number,
): Pick<ToldWish, 'needed' | 'neededShares'> {
  if (held < fewestForFigures) return { needed: 'untold' }
  return { needed: told(needed, own), ...(neededShares && { neededShares: told(neededShares, own) }) }
}

function told(cutoffs: Record<string, Cutoff>, own: WishExplanation['own']): Record<string, ToldCutoff> {
  return Object.fromEntries(Object.entries(cutoffs).map(([way, cutoff]) => [way, toldCutoff(cutoff, own)]))
}

// On equal scores the lot has decided, and only then it is of use to the family.
function toldCutoff(cutoff: Cutoff, own: WishExplanation['own']): ToldCutoff {
  if (typeof cutoff === 'string') return cutoff
  const { priority: score, lot } = cutoff
  return score === own.priority && lot !== null ? { score, lot: lot.slice(0, lotDigits) } : { score }
}
