import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { consortiumFigures, roundLinks } from './consortium-words.ts'

export async function listConsortia({ actions, viewer }: Visit): Promise<Reply> {
  const consortia = await actions.listConsortia(viewer)
  return {
    kind: 'page',
    view: 'consortia/list-consortia',
    page: 'consortia',
    title: t('consortium.title'),
    data: {
      consortia: consortia.map((consortium) => ({
        id: consortium.id,
        name: consortium.name,
        region: consortium.region,
        href: paths.consortium.href(consortium.id),
        figures: consortiumFigures(consortium),
        rounds: roundLinks(consortium),
      })),
    },
  }
}
