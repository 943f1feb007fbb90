import type { EmploymentState } from '../../domain/employment.ts'

/** One look for each state, for the company and for the person itself. */
export const employmentLooks: Readonly<Record<EmploymentState, 'info' | 'success' | 'warning'>> = {
  open: 'info',
  confirmed: 'success',
  denied: 'warning',
}
