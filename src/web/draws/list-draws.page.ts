import { formatInstant, formatKitaYear } from '../format.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

export async function listDraws({ actions, viewer }: Visit): Promise<Reply> {
  const draws = await actions.listDraws(viewer)
  return {
    kind: 'page',
    view: 'draws/list-draws',
    page: 'draws',
    title: t('draw.listTitle'),
    data: {
      draws: draws.map(({ roundId, name, kitaYear, consortium, frozenAt, drawnAt, thawedAt, release }) => {
        const stage = release ? 'released' : drawnAt ? 'drawn' : thawedAt ? 'thawed' : 'frozen'
        return {
          href: paths.draw.href(roundId),
          title: t('round.title', { name, kitaYear: formatKitaYear(kitaYear) }),
          consortium,
          frozen: `${t('draw.frozenAt')} ${formatInstant(frozenAt)}`,
          badge: { text: t(`draw.stages.${stage}`), look: release ? 'success' : 'info' },
        }
      }),
    },
  }
}
