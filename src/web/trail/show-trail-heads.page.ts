import { formatInstant, formatNumber } from '../format.ts'
import { pageOf } from '../paging.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

const size = 20

/** For everybody: the signed heads of the trail, what they prove and what not. */
export async function showTrailHeads({ actions, viewer, query }: Visit): Promise<Reply> {
  const path = paths.trailHeads.href()
  const page = (total: number) => pageOf(total, query, path, size, 'heads')
  const shown = await actions.showTrailHeads(viewer, (total) => ({ from: page(total).from, count: size }))
  const { hits, pages } = page(shown.total)
  const [latest] = shown.heads
  return {
    kind: 'page',
    view: 'trail/show-trail-heads',
    page: 'trail-heads',
    title: t('trail.headsTitle'),
    data: {
      mine: [
        ...shown.consortia.map(({ id, name }) => ({
          href: paths.trailEntries.href(id),
          text: t('trail.toEntries', { consortium: name }),
        })),
        ...(shown.ownActs ? [{ href: paths.ownActs.href(), text: t('trail.toOwn') }] : []),
        ...(shown.familyLooks ? [{ href: paths.familyLooks.href(), text: t('trail.toLooks') }] : []),
      ],
      verifierKey: shown.verifierKey,
      witnesses: shown.enoughWitnesses
        ? { text: t('trail.witnesses', { count: formatNumber(shown.witnesses) }), missing: false }
        : { text: t(`trail.witnessesMissing.${shown.witnesses === 0 ? 'none' : 'one'}`), missing: true },
      heads: shown.heads.map((head) => ({
        size: head.size,
        at: head.at,
        root: head.root,
        note: head.note,
        title: formatInstant(head.at),
        covers: t(head.size === 1 ? 'trail.coversOne' : 'trail.covers', { size: formatNumber(head.size) }),
      })),
      hits: t('trail.hits', hits),
      pages,
      ...(latest && {
        download: `${paths.trailHeadsText.href()}${query.page === undefined ? '' : `?${new URLSearchParams({ page: query.page }).toString()}`}`,
      }),
      command: 'npm run -s verify-audit -- --head mail.txt',
    },
  }
}

/** The heads of one page as they are signed, to be kept. */
export async function downloadTrailHeads({ actions, viewer, query }: Visit): Promise<Reply> {
  const { heads } = await actions.showTrailHeads(viewer, (total) => ({
    from: pageOf(total, query, paths.trailHeadsText.href(), size).from,
    count: size,
  }))
  const text = heads.map(({ note }) => note).join('\n')
  return { kind: 'file', name: 'protokoll-staende.txt', type: 'text/plain', text }
}
