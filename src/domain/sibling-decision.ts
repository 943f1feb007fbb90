import type { AllocationOutcome, Claim, FamilyInput, MethodDetail } from '../engine/types.ts'

/** How siblings came to their places in an outcome, in figures: families, never children by name. */
export type SiblingDecision = {
  method: AllocationOutcome['method']
  /** Families who wanted their children together. */
  families: number
  together: number
  /** Of "together or split": for whom there was no common place, so that each child stood alone. */
  split: number
  withoutPlace: number
  claims: Claim[]
} & Pick<MethodDetail, 'rankSum' | 'optimal' | 'exact'>

export function siblingDecision(
  families: readonly FamilyInput[],
  { method, methodDetail, assignments, claims }: AllocationOutcome,
): SiblingDecision {
  const placed = new Set(assignments.map(({ child }) => child))
  const split = new Set(methodDetail.split)
  const whole = families.filter(({ id }) => !split.has(id))
  const together = whole.filter(({ children }) => children.some((child) => placed.has(child))).length
  const { rankSum, optimal, exact } = methodDetail
  return {
    method,
    families: families.length,
    together,
    split: split.size,
    withoutPlace: whole.length - together,
    claims,
    ...(rankSum !== undefined && { rankSum }),
    ...(optimal !== undefined && { optimal }),
    ...(exact !== undefined && { exact }),
  }
}
