import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

/** The legal pages; what only the operator can know comes from the configuration. */
export const showLegal =
  (page: 'imprint' | 'privacy' | 'accessibility' | 'licences') =>
  ({ operator }: Visit): Reply => ({
    kind: 'page',
    view: `legal/${page}`,
    page,
    title: t(`legal.${page}`),
    data: { operator },
  })
