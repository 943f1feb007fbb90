import { paths } from '../paths.ts'
import { get, post, type Route } from '../route.ts'
import { chooseSiblings } from './choose-siblings.page.ts'
import { listFamilyRequests } from './list-family-requests.page.ts'
import { showPlaceRequest } from './show-place-request.page.ts'

export const familyRoutes: readonly Route[] = [
  get(paths.family, 'list-family-requests', 'placeRequest.view', listFamilyRequests),
  get(paths.placeRequest, 'show-place-request', 'placeRequest.view', (visit) => showPlaceRequest(visit)),
  post(paths.chooseSiblings, 'choose-siblings', 'siblingChoice.choose', chooseSiblings, {
    idempotent: true,
    states: ['submitted'],
  }),
]
