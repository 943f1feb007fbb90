import clingo from 'clingo-wasm'

/** What the solver says of a program: the atoms of its best model, and whether that is proved to be the best. */
export type Answer = { kind: 'model'; atoms: string[]; optimal: boolean } | { kind: 'none' } | { kind: 'limit-reached' }

/**
 * Without the solver's preprocessing of equivalences: with it, clingo 5.8.1 lost a model of a program with sums now and then
 * (found by enumeration: a stable result in three was missing in one small market of a thousand).
 */
const settings = ['--eq=0', '--opt-strategy=bb', '-Wno-atom-undefined']

/**
 * Solves an answer-set program with clingo, in a thread of its own. The limit counts conflicts and not seconds, so that the
 * same program gives the same answer on every machine.
 *
 * @param conflicts after so many the best model so far has to do
 * @throws {Error} if the program is none, or the solver fails
 */
export async function solveAnswerSets(program: string, conflicts: number): Promise<Answer> {
  // All models asked for means the best one: with something to minimise, clingo gives ever better ones.
  const result = await clingo.run(program, 0, [`--solve-limit=${conflicts}`, ...settings])
  if (result.Result === 'ERROR') throw new Error(`the answer-set solver failed: ${result.Error}`)
  if (result.Result === 'UNSATISFIABLE') return { kind: 'none' }
  const atoms = result.Call.at(-1)?.Witnesses?.at(-1)?.Value
  if (atoms === undefined) return { kind: 'limit-reached' }
  return { kind: 'model', atoms, optimal: result.Result === 'OPTIMUM FOUND' }
}
