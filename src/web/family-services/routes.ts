import { paths } from '../paths.ts'
import { get, type Route } from '../route.ts'
import { listFamilyServices } from './list-family-services.page.ts'
import { showFamilyService } from './show-family-service.page.ts'

export const familyServiceRoutes: readonly Route[] = [
  get(paths.familyServices, 'list-family-services', 'familyService.view', listFamilyServices),
  get(paths.familyService, 'show-family-service', 'familyService.view', showFamilyService),
]
