import { homeOf } from '../navigation.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

/** To a visitor: in ten seconds, what this is and for whom. Whoever is signed in goes on to the own first page. */
export function showStart({ viewer }: Visit): Reply {
  if (viewer.accountId !== null) return { kind: 'redirect', to: homeOf(viewer.role) }
  return { kind: 'page', view: 'start/show-start', page: 'start', title: t('start.title'), data: {} }
}
