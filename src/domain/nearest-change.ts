import { findNearestChanges } from '../engine/nearest-change-among-siblings.ts'
import type { NearestChange } from '../engine/nearest-change.ts'
import type { AllocationProblem } from '../engine/types.ts'

/**
 * What alone would have met each unmet wish of a child, by computing its frozen round again, some dozens of times; undefined for
 * a child that applied together with siblings.
 */
export function nearestChangesOf(problem: AllocationProblem, ticket: string): Promise<NearestChange[] | undefined> {
  return findNearestChanges(problem, ticket)
}
