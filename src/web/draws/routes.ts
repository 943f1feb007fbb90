import { paths } from '../paths.ts'
import { get, post, type Route } from '../route.ts'
import { downloadAuditBundle, downloadFamilyBundle, downloadPublicBundle } from './download-bundle.page.ts'
import { downloadVerifier } from './download-verifier.page.ts'
import { enterValue, showEnterValue } from './enter-value.page.ts'
import { listDraws } from './list-draws.page.ts'
import { showDraw } from './show-draw.page.ts'

export const drawRoutes: readonly Route[] = [
  get(paths.enterValue, 'show-enter-value', 'round.draw', showEnterValue),
  post(paths.enterValue, 'enter-value', 'round.draw', enterValue, { idempotent: true, states: ['frozen'] }),
  get(paths.auditBundle, 'download-audit-bundle', 'draw.audit', downloadAuditBundle),
  get(paths.familyBundle, 'download-family-bundle', 'draw.family', downloadFamilyBundle),
  get(paths.draws, 'list-draws', 'draw.view', listDraws),
  get(paths.draw, 'show-draw', 'draw.view', showDraw),
  get(paths.publicBundle, 'download-public-bundle', 'draw.view', downloadPublicBundle),
  get(paths.verifier, 'download-verifier', 'anyone', downloadVerifier),
]
