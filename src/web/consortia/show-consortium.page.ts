import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { formatNumber } from '../format.ts'
import { consortiumFigures, roundLinks, waitingLinks } from './consortium-words.ts'

export async function showConsortium({ actions, viewer, params }: Visit): Promise<Reply> {
  const shown = await actions.showConsortium(viewer, params.consortiumId)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { id, name, region, kitaRows, companyRows } = shown.value
  const sum = <Row>(rows: readonly Row[], of: (row: Row) => number) =>
    formatNumber(rows.reduce((total, row) => total + of(row), 0))
  return {
    kind: 'page',
    view: 'consortia/show-consortium',
    page: 'consortium',
    entity: id,
    title: name,
    data: {
      name,
      region,
      figures: consortiumFigures(shown.value),
      rounds: roundLinks(shown.value),
      waiting: waitingLinks(shown.value),
      pointsCatalogues: paths.pointsCatalogues.href(id),
      kitas: kitaRows.map((kita) => ({
        name: kita.name,
        licensedPlaces: formatNumber(kita.licensedPlaces),
        vacancies: formatNumber(kita.vacancies),
        reserved: formatNumber(kita.reserved),
        open: formatNumber(kita.vacancies - kita.reserved),
      })),
      kitaSums: {
        licensedPlaces: sum(kitaRows, (kita) => kita.licensedPlaces),
        vacancies: sum(kitaRows, (kita) => kita.vacancies),
        reserved: sum(kitaRows, (kita) => kita.reserved),
        open: sum(kitaRows, (kita) => kita.vacancies - kita.reserved),
      },
      companies: companyRows.map((company) => ({
        name: company.name,
        kind: company.kind,
        contracted: formatNumber(company.contracted),
        reserved: formatNumber(company.reserved),
        requests: formatNumber(company.requests),
      })),
      companySums: {
        contracted: sum(companyRows, (company) => company.contracted),
        reserved: sum(companyRows, (company) => company.reserved),
      },
    },
  }
}
