import type { Actions } from '../../actions/app.ts'
import { computedStates } from '../../domain/round.ts'
import { formatKitaYear, formatMonth, formatNumber } from '../format.ts'
import { paged } from '../paging.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { placeClassWords, reservedOf, reserveWords, yearWordOf } from './kita-words.ts'
import { proposalRows } from './proposal-rows.ts'

type Kita = Extract<Awaited<ReturnType<Actions['showKita']>>, { ok: true }>['value']
type PlaceClass = Kita['placeClasses'][number]

export async function showKita({ actions, viewer, params, query }: Visit): Promise<Reply> {
  const shown = await actions.showKita(viewer, params.kitaId)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const kita = shown.value
  const year = yearWordOf(kita.yearState)
  // With the first outcome the question is no longer what is reserved, but what is given away.
  const computed = computedStates.some((state) => state === kita.yearState)
  const proposals = proposalRows(kita)
  const listed = paged(proposals, { page: query.page ?? '' }, paths.kita.href(kita.id), 20, 'proposals')
  const declared = kita.placeClasses.find(({ id }) => id === query.gespeichert)
  return {
    kind: 'page',
    view: 'kitas/show-kita',
    page: 'kita',
    entity: kita.id,
    state: year,
    title: kita.name,
    data: {
      declared: declared
        ? t('kita.declaredText', { placeClass: placeClassWords(declared), vacancies: declared.vacancies })
        : null,
      name: kita.name,
      facts: [
        { label: t('kita.address'), value: `${kita.street}, ${kita.city}` },
        { label: t('kita.provider'), value: kita.provider },
        { label: t('kita.consortium'), value: kita.consortium },
        { label: t('kita.licensedPlaces'), value: formatNumber(kita.licensedPlaces) },
      ],
      source: t('kita.source', { source: kita.source }),
      groups: kita.groups.map((group) => t('kita.group', group)),
      placeClassesTitle: t('kita.placeClasses', { kitaYear: formatKitaYear(kita.kitaYear) }),
      note: t(`kita.years.${year}`),
      computed,
      mayDeclare: kita.mayDeclare,
      chart: chartOf(kita.placeClasses, computed),
      placeClasses: kita.placeClasses.map((placeClass) => placeClassView(placeClass, kita.mayDeclare)),
      sums: sumsOf(kita.placeClasses),
      proposals: listed.rows,
      tellsSiblings: kita.proposals.some(({ siblingInHouse }) => siblingInHouse !== null),
      hits: t('kita.hits', listed.hits),
      pages: listed.pages,
      proposalsNone: kita.yearState === 'drawn' ? t('kita.proposalsRunning') : t(`kita.proposalsNoneText.${year}`),
    },
  }
}

function placeClassView(placeClass: PlaceClass, mayDeclare: boolean) {
  const { vacancies, proposed, reserves } = placeClass
  return {
    id: placeClass.id,
    start: formatMonth(placeClass.startMonth),
    ageBand: placeClass.ageBand,
    hours: t('kita.hoursWords', { hours: placeClass.hours }),
    vacancies: formatNumber(vacancies),
    reserved: formatNumber(reservedOf(reserves)),
    reserves: reserveWords(reserves),
    forAll: formatNumber(vacancies - reservedOf(reserves)),
    proposed: formatNumber(proposed),
    free: formatNumber(vacancies - proposed),
    href: mayDeclare ? paths.declareVacancies.href(placeClass.id) : null,
    changeLong: t('kita.changeLong', { placeClass: placeClassWords(placeClass) }),
  }
}

function sumsOf(placeClasses: readonly PlaceClass[]) {
  const sum = (of: (placeClass: PlaceClass) => number) =>
    formatNumber(placeClasses.reduce((total, placeClass) => total + of(placeClass), 0))
  return {
    vacancies: sum(({ vacancies }) => vacancies),
    reserved: sum(({ reserves }) => reservedOf(reserves)),
    forAll: sum(({ vacancies, reserves }) => vacancies - reservedOf(reserves)),
    proposed: sum(({ proposed }) => proposed),
    free: sum(({ vacancies, proposed }) => vacancies - proposed),
  }
}

function chartOf(placeClasses: readonly PlaceClass[], computed: boolean) {
  return {
    id: 'vacancies',
    title: t('kita.chart'),
    caption: computed ? t('kita.captionProposed') : t('kita.captionReserved'),
    description: computed ? t('kita.chartProposed') : t('kita.chartReserved'),
    bars: placeClasses.map((placeClass) => {
      const { vacancies, proposed, reserves } = placeClass
      const part = computed ? proposed : reservedOf(reserves)
      return {
        label: placeClassWords(placeClass),
        text: t(computed ? 'kita.proposedOf' : 'kita.reservedOf', { part, vacancies }),
        value: part,
        of: vacancies,
      }
    }),
  }
}
