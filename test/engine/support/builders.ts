import type { AllocationProblem, ChildInput, ProgramInput } from '../../../src/engine/types.ts'

export const program = (id: string, capacity: number, reserves: Record<string, number> = {}): ProgramInput => ({
  id,
  capacity,
  reserves,
})

export const child = (
  id: string,
  wishes: string[],
  priority: ChildInput['priority'],
  others: Partial<ChildInput> = {},
): ChildInput => ({ id, wishes, companies: [], priority, ...others })

export const problem = (
  programs: ProgramInput[],
  children: ChildInput[],
  others: Partial<AllocationProblem> = {},
): AllocationProblem => ({ format: 'allocation-problem/1', programs, children, families: [], ...others })
