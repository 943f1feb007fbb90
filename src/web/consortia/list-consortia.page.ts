import { formatNumber } from '../format.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { consortiumFigures, roundLinks, waitingLinks } from './consortium-words.ts'

export async function listConsortia({ actions, viewer }: Visit): Promise<Reply> {
  const consortia = await actions.listConsortia(viewer)
  const outbox = await actions.showOutbox(viewer)
  return {
    kind: 'page',
    view: 'consortia/list-consortia',
    page: 'consortia',
    title: t('consortium.title'),
    data: {
      ...(outbox.ok && { mails: mailsNotice(outbox.value.counts.stuck) }),
      consortia: consortia.map((consortium) => ({
        id: consortium.id,
        name: consortium.name,
        region: consortium.region,
        href: paths.consortium.href(consortium.id),
        figures: consortiumFigures(consortium),
        rounds: roundLinks(consortium),
        waiting: waitingLinks(consortium),
      })),
    },
  }
}

/** Stuck mails are somebody's invitation that never came: whoever can help sees it at once. */
function mailsNotice(stuck: number) {
  return {
    href: paths.mails.href(),
    ...(stuck > 0 && { stuck: t('outbox.stuckNoticeText', { count: formatNumber(stuck) }) }),
  }
}
