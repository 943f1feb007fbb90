import type { Actions } from '../../actions/app.ts'
import { dayOf } from '../../domain/day.ts'
import { familyServiceKinds, isStale } from '../../domain/family-service.ts'
import { formatKilometres, formatNumber } from '../format.ts'
import { type Option, paged } from '../paging.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { hsdsOf } from './hsds.ts'
import { ageWords, costWords } from './service-words.ts'

type List = Awaited<ReturnType<Actions['listFamilyServices']>>
type Query = Visit['query']

const pageSize = 12
const longestText = 100
const filters = ['text', 'kind', 'years', 'months', 'near', 'sort'] as const

export async function listFamilyServices({ actions, viewer, query }: Visit): Promise<Reply> {
  const search = searchOf(query)
  const list = await actions.listFamilyServices(viewer, search)
  // Only what we know goes into the links to other pages.
  const kept = Object.fromEntries([...filters, 'page'].flatMap((name) => (query[name] ? [[name, query[name]]] : [])))
  const { rows, hits, pages } = paged(list.found, kept, paths.familyServices.href(), pageSize)
  return {
    kind: 'page',
    view: 'family-services/list-family-services',
    page: 'family-services',
    state: list.total === 0 ? 'empty' : hits.total === 0 ? 'no-hits' : 'hits',
    title: t('familyService.title'),
    data: {
      path: paths.familyServices.href(),
      reset: filters.some((name) => query[name]) ? paths.familyServices.href() : null,
      empty: list.total === 0,
      text: search.text ?? '',
      ...optionsOf(search, list),
      total: hits.total,
      hitCount: countWords(hits.total),
      hits: t('familyService.hits', hits),
      pages,
      distanceFrom: list.from && t('familyService.distanceFrom', { place: placeWords(list.from) }),
      services: rows.map((found) => cardOf(found, dayOf(actions.now()))),
    },
  }
}

type Search = ReturnType<typeof searchOf>

/** Whatever a link may carry: what is not one of the choices asks for nothing. */
function searchOf(query: Query) {
  const text = (query.text ?? '').trim().slice(0, longestText)
  const kind = familyServiceKinds.find((known) => known === query.kind)
  const years = countUpTo(14, query.years)
  const months = countUpTo(11, query.months)
  const aged = years !== undefined || months !== undefined
  return {
    ...(text !== '' && { text }),
    ...(kind && { kind }),
    ...(aged && { ageInMonths: 12 * (years ?? 0) + (months ?? 0) }),
    ...(query.near && { near: query.near }),
    years,
    months,
    sort: query.sort === 'distance' || query.sort === 'name' ? query.sort : query.near ? 'distance' : 'name',
  } as const
}

function countUpTo(most: number, typed: string | undefined): number | undefined {
  if (typed === undefined || !/^\d{1,2}$/.test(typed) || Number(typed) > most) return undefined
  return Number(typed)
}

function cardOf({ service, kilometres, location }: List['found'][number], today: string) {
  return {
    ...hsdsOf(service),
    distance_km: kilometres === null ? null : Math.round(kilometres * 10) / 10,
    shown: {
      href: paths.familyService.href(service.id),
      provider: service.provider,
      ages: ageWords(service),
      place: location ? `${location.name}, ${location.city}` : null,
      distance: kilometres === null ? null : t('familyService.distance', { kilometres: formatKilometres(kilometres) }),
      costs: service.costs.slice(0, 1).map(costWords),
      stale: isStale(service.assuredDate, today),
    },
  }
}

function optionsOf(search: Search, { kitas, hasHome, from }: List) {
  const near = from === 'home' ? 'home' : (from?.id ?? '')
  const numbers = (most: number, chosen: number | undefined) =>
    select(
      [
        ['', t('familyService.anyAge')],
        ...Array.from({ length: most + 1 }, (_, number): Choice => [String(number), formatNumber(number)]),
      ],
      chosen === undefined ? '' : String(chosen),
    )
  return {
    kinds: select(
      [['', t('familyService.any')], ...familyServiceKinds.map((kind): Choice => [kind, kind])],
      search.kind ?? '',
    ),
    years: numbers(14, search.years),
    months: numbers(11, search.months),
    nears: select(
      [
        ['', t('familyService.anywhere')],
        ...(hasHome ? [['home', t('familyService.home')] satisfies Choice] : []),
        ...kitas.map(({ id, name }): Choice => [id, name]),
      ],
      near,
    ),
    sorts: select(
      (['distance', 'name'] as const).map((sort): Choice => [sort, t(`familyService.sorts.${sort}`)]),
      search.sort,
    ),
  }
}

type Choice = [value: string, text: string]

function select(choices: readonly Choice[], chosen: string): Option[] {
  return choices.map(([value, text]) => ({ value, text, selected: value === chosen }))
}

function countWords(count: number): string {
  if (count === 0) return t('familyService.hitCount.none')
  return count === 1
    ? t('familyService.hitCount.one')
    : t('familyService.hitCount.other', { count: formatNumber(count) })
}

function placeWords(from: NonNullable<List['from']>): string {
  return from === 'home' ? t('familyService.yourHome') : from.name
}
