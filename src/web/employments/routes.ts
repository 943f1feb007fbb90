import { paths } from '../paths.ts'
import { get, post, type Route } from '../route.ts'
import { confirmEmployment, denyEmployment, showDenyEmployment, showEmployments } from './list-employments.page.ts'

export const employmentRoutes: readonly Route[] = [
  get(paths.employments, 'show-employments', 'employment.view', showEmployments),
  post(paths.confirmEmployment, 'confirm-employment', 'employment.confirm', confirmEmployment, {
    idempotent: true,
    states: ['open', 'denied'],
  }),
  get(paths.denyEmployment, 'show-deny-employment', 'employment.confirm', showDenyEmployment),
  post(paths.denyEmployment, 'deny-employment', 'employment.confirm', denyEmployment, {
    idempotent: true,
    states: ['open', 'confirmed'],
  }),
]
