import { paths } from '../paths.ts'
import { get, type Route } from '../route.ts'
import { downloadTrailHeads, showTrailHeads } from './show-trail-heads.page.ts'

export const trailRoutes: readonly Route[] = [
  get(paths.trailHeads, 'show-trail-heads', 'trailHead.view', showTrailHeads),
  get(paths.trailHeadsText, 'download-trail-heads', 'trailHead.view', downloadTrailHeads),
]
