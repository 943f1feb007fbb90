import { paths } from '../paths.ts'
import { get } from '../route.ts'
import { showVisibleFields } from './show-visible-fields.page.ts'

export const visibleFieldRoutes = [get(paths.visibleFields, 'show-visible-fields', 'anyone', showVisibleFields)]
