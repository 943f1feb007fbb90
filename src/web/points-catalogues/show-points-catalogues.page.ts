import { formatDay, formatKitaYear, formatNumber } from '../format.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { catalogueRows } from './catalogue-words.ts'

export async function showPointsCatalogues({ actions, viewer, params }: Visit): Promise<Reply> {
  const { consortiumId } = params
  const shown = await actions.showPointsCatalogues(viewer, consortiumId)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { catalogues, kitas, computed } = shown.value
  return {
    kind: 'page',
    view: 'points-catalogues/show-points-catalogues',
    page: 'points-catalogues',
    entity: consortiumId,
    title: t('pointsCatalogue.title'),
    data: {
      back: paths.consortium.href(consortiumId),
      ...(computed && {
        tryOut: {
          href: paths.startCataloguePreview.href(consortiumId),
          text: t('pointsCatalogue.tryText', { round: roundTitle(computed) }),
        },
      }),
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
