import { NONE, type Market } from '../market.ts'
import { splitIntoComponents } from './components.ts'
import { encoding } from './encoding.ts'
import { factsOf } from './facts.ts'
import { narrowOptions } from './narrow.ts'
import { solveAnswerSets, type Answer } from './solver.ts'
import type { Units } from './units.ts'

/** For each unit the option that it gets, NONE for nothing; or why there is no such result. */
export type Exact =
  { kind: 'result'; options: Int32Array; optimal: boolean } | { kind: 'no-stable-result' } | { kind: 'limit-reached' }

export type ExactOptions = {
  /** The limit of conflicts for each component. */
  conflicts: number
  onProgress?: (done: number, total: number) => void
  solve?: (program: string, conflicts: number) => Promise<Answer>
}

/**
 * A strictly stable result of smallest rank sum, the first of these in lot order. What all stable results have in common
 * is found without search; what is left falls into components, each solved as an answer-set program.
 */
export async function solveExactly(
  market: Market,
  units: Units,
  { conflicts, onProgress, solve = solveAnswerSets }: ExactOptions,
): Promise<Exact> {
  const narrowed = narrowOptions(market, units)
  const { settled, components } = splitIntoComponents(market, units, narrowed)
  let optimal = true
  for (const [at, component] of components.entries()) {
    const facts = factsOf(market, units, narrowed, component)
    if (facts === null) return { kind: 'limit-reached' }
    const answer = await solve(facts + encoding, conflicts)
    if (answer.kind === 'none') return { kind: 'no-stable-result' }
    if (answer.kind === 'limit-reached') return answer
    optimal &&= answer.optimal
    for (const atom of answer.atoms) readGets(units, settled, atom)
    onProgress?.(at + 1, components.length)
  }
  return { kind: 'result', options: settled, optimal }
}

// gets(U,K): unit and position.
function readGets({ optionStart, position }: Units, options: Int32Array, atom: string): void {
  const [, unit, wanted] = /^gets\((\d+),(\d+)\)$/.exec(atom)?.map(Number) ?? [NONE, NONE, NONE]
  for (let option = optionStart[unit]; option < optionStart[unit + 1]; option++) {
    if (position[option] === wanted) options[unit] = option
  }
}
