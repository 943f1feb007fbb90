import { paths } from '../paths.ts'
import { get, post, type Route } from '../route.ts'
import { openPlaceRequest, showOpenPlaceRequest } from './open-place-request.page.ts'
import { showCompany } from './show-company.page.ts'

export const companyRoutes: readonly Route[] = [
  get(paths.company, 'show-company', 'quota.view', showCompany),
  get(paths.openPlaceRequest, 'show-open-place-request', 'placeRequest.open', showOpenPlaceRequest),
  post(paths.openPlaceRequest, 'open-place-request', 'placeRequest.open', openPlaceRequest, {
    idempotent: true,
    states: ['open'],
  }),
]
