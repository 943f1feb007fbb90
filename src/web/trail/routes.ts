import { paths } from '../paths.ts'
import { get, type Route } from '../route.ts'
import { listFamilyLooks } from './list-family-looks.page.ts'
import { listOwnActs, listTrailEntries, listTrailEntriesCsv } from './list-trail-entries.page.ts'
import { downloadTrailHeads, showTrailHeads } from './show-trail-heads.page.ts'

export const trailRoutes: readonly Route[] = [
  get(paths.trailHeads, 'show-trail-heads', 'trailHead.view', showTrailHeads),
  get(paths.trailHeadsText, 'download-trail-heads', 'trailHead.view', downloadTrailHeads),
  get(paths.familyLooks, 'list-family-looks', 'familyLook.view', listFamilyLooks),
  get(paths.trailEntries, 'list-trail-entries', 'trail.view', listTrailEntries),
  get(paths.trailEntriesCsv, 'list-trail-entries-csv', 'trail.view', listTrailEntriesCsv),
  get(paths.ownActs, 'list-own-acts', 'trail.viewOwn', listOwnActs),
]
