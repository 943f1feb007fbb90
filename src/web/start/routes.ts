import { paths } from '../paths.ts'
import { get } from '../route.ts'
import { showStart } from './show-start.page.ts'

export const startRoutes = [get(paths.start, 'show-start', 'anyone', showStart)]
