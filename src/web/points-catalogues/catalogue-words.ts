import type { Criterion } from '../../domain/points-catalogue.ts'
import { criterionWords } from '../criterion-words.ts'
import { formatNumber } from '../format.ts'
import { t } from '../words.ts'

/** One way to points: the criterion, what it takes, and how many there are. */
export type CatalogueRow = { criterion: string; row: string; points: number }

/** A catalogue as people read it, in its own order. */
export function catalogueRows(criteria: readonly Criterion[], kitas: ReadonlyMap<string, string>): CatalogueRow[] {
  return criteria.flatMap((criterion) => {
    const words = criterionWords(criterion.id)
    const additions = (criterion.additions ?? []).map(({ kita, points }) => ({
      row: t('pointsCatalogue.additionAt', { kita: kitas.get(kita) ?? kita }),
      points,
    }))
    return [...rowsOf(criterion), ...additions].map((row) => ({ criterion: words, ...row }))
  })
}

function rowsOf(criterion: Criterion): Omit<CatalogueRow, 'criterion'>[] {
  switch (criterion.kind) {
    case 'flag':
      return [{ row: t('pointsCatalogue.met'), points: criterion.points }]
    case 'at-kita':
      return [{ row: t('pointsCatalogue.atKita'), points: criterion.points }]
    case 'number':
      return criterion.thresholds.map(({ from, points }) => ({ row: t('pointsCatalogue.fromHours', { from }), points }))
    case 'distance':
      return criterion.bands.map(({ from, to, points }) => ({
        row: t('pointsCatalogue.band', { from: formatNumber(from), to: formatNumber(to) }),
        points,
      }))
  }
}

/** Where two catalogues give other points; null is a row that the one of them does not have. */
export function catalogueChanges(before: readonly CatalogueRow[], after: readonly CatalogueRow[]) {
  const nameOf = ({ criterion, row }: CatalogueRow) => JSON.stringify([criterion, row])
  const pointsOf = (rows: readonly CatalogueRow[]) => new Map(rows.map((row) => [nameOf(row), row.points]))
  const [then, now] = [pointsOf(before), pointsOf(after)]
  const all = new Map([...before, ...after].map((row) => [nameOf(row), row]))
  return [...all]
    .map(([name, { criterion, row }]) => ({
      criterion,
      row,
      before: then.get(name) ?? null,
      after: now.get(name) ?? null,
    }))
    .filter((change) => change.before !== change.after)
}
