import { paths } from '../paths.ts'
import { get } from '../route.ts'
import { listConsortia } from './list-consortia.page.ts'
import { showConsortium } from './show-consortium.page.ts'

export const consortiumRoutes = [
  get(paths.consortia, 'list-consortia', 'consortium.view', listConsortia),
  get(paths.consortium, 'show-consortium', 'consortium.view', showConsortium),
]
