import { paths } from '../paths.ts'
import { get, type Route } from '../route.ts'
import { listFamilyRequests } from './list-family-requests.page.ts'
import { showPlaceRequest } from './show-place-request.page.ts'

export const familyRoutes: readonly Route[] = [
  get(paths.family, 'list-family-requests', 'placeRequest.view', listFamilyRequests),
  get(paths.placeRequest, 'show-place-request', 'placeRequest.view', showPlaceRequest),
]
