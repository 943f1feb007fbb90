import type { Reply } from '../route.ts'
import { t } from '../words.ts'

/** To a visitor: in ten seconds, what this is and for whom. */
export function showStart(): Reply {
  return { kind: 'page', view: 'start/show-start', page: 'start', title: t('start.title'), data: {} }
}
