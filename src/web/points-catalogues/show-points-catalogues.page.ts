import { reachOf } from '../../policy/policy.ts'
import { formatDay, formatInstant, formatKitaYear, formatNumber } from '../format.ts'
import { paged } from '../paging.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { catalogueRows } from './catalogue-words.ts'

export async function showPointsCatalogues({ actions, viewer, params, query }: Visit): Promise<Reply> {
  const { consortiumId } = params
  const shown = await actions.showPointsCatalogues(viewer, consortiumId)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { catalogues, kitas, computed, previews } = shown.value
  const { rows, hits, pages } = paged(previews, query, paths.pointsCatalogues.href(consortiumId), 10, 'previews')
  return {
    kind: 'page',
    view: 'points-catalogues/show-points-catalogues',
    page: 'points-catalogues',
    entity: consortiumId,
    title: t('pointsCatalogue.title'),
    data: {
      back: paths.consortium.href(consortiumId),
      mayTry: reachOf(viewer.role, 'pointsCatalogue.preview') !== undefined,
      ...(computed && {
        tryOut: {
          href: paths.startCataloguePreview.href(consortiumId),
          text: t('pointsCatalogue.tryText', { round: roundTitle(computed) }),
        },
      }),
      previews: rows.map(({ id, requestedAt, state, catalogueHash }) => ({
        href: paths.cataloguePreview.href(id),
        text: t('pointsCatalogue.previewOf', { at: formatInstant(requestedAt) }),
        state: t(`pointsCatalogue.previewStates.${state}`),
        hash: catalogueHash.slice(0, 8),
      })),
      hits: t('pointsCatalogue.previewHits', hits),
      pages,
      catalogues: catalogues.map(({ id, version, validFrom, validTo, hash, criteria }) => ({
        id,
        head: t('pointsCatalogue.version', { version }),
        validity: t('pointsCatalogue.validityWords', { from: formatDay(validFrom), to: formatDay(validTo) }),
        hash,
        rows: catalogueRows(criteria, kitas).map((row) => ({ ...row, points: formatNumber(row.points) })),
      })),
    },
  }
}

export function roundTitle({ name, kitaYear }: { name: string; kitaYear: number }): string {
  return t('round.title', { name, kitaYear: formatKitaYear(kitaYear) })
}
