import { lookUp } from '../engine/look-up.ts'
import type { AllocationProblem } from '../engine/types.ts'
import { type PointsCatalogue, scoreAt, type ScoredFacts, scoreTrace } from './points-catalogue.ts'

/**
 * A frozen problem as another catalogue would have made it: same children, places, reserves and lots, other points. Whatever
 * then comes out otherwise, comes from the points alone.
 *
 * @param facts ticket → what points are given for, as the freeze kept it, for every child
 * @param kitaOf place class → Kita, for every program
 */
export function problemWithCatalogue(
  problem: AllocationProblem,
  catalogue: PointsCatalogue,
  facts: ReadonlyMap<string, ScoredFacts>,
  kitaOf: ReadonlyMap<string, string>,
): AllocationProblem {
  return {
    ...problem,
    children: problem.children.map((child) => {
      const trace = scoreTrace(catalogue, lookUp(facts, child.id))
      const programs = typeof child.priority === 'number' ? child.wishes : Object.keys(child.priority)
      const priority = Object.fromEntries(programs.map((id) => [id, scoreAt(lookUp(kitaOf, id), trace)]))
      return { ...child, priority }
    }),
  }
}
