import { stringify } from 'csv-stringify/sync'
import type { Actions } from '../../actions/app.ts'
import { formatNumber } from '../format.ts'
import { paged } from '../paging.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { cutoffWords, placeClassWords } from './round-words.ts'

type Listed = Extract<Awaited<ReturnType<Actions['listRoundPlaceClasses']>>, { ok: true }>['value']
type PlaceClass = Listed['placeClasses'][number]
type Companies = Listed['companies']

export async function listRoundPlaceClasses({ actions, viewer, params, query }: Visit): Promise<Reply> {
  const listed = await actions.listRoundPlaceClasses(viewer, params.roundId)
  if (!listed.ok) return { kind: 'refused', refusal: listed.refusal }
  const { placeClasses, companies } = listed.value
  const path = paths.roundPlaceClasses.href(params.roundId)
  const sort = sortOf(query.sort)
  const page = { ...(query.page && { page: query.page }), sort }
  const { rows, hits, pages } = paged(placeClasses.toSorted(sorts[sort]), page, path)
  return {
    kind: 'page',
    view: 'rounds/list-round-place-classes',
    page: 'round-place-classes',
    entity: params.roundId,
    title: t('round.placeClassesTitle'),
    data: {
      back: paths.round.href(params.roundId),
      csv: paths.roundPlaceClassesCsv.href(params.roundId),
      path,
      sorts: sortKeys.map((value) => ({ value, text: t(`round.sorts.${value}`), selected: value === sort })),
      hits: t('round.placeClassHits', hits),
      pages,
      placeClasses: rows.map((placeClass) => placeClassView(placeClass, companies)),
    },
  }
}

export async function listRoundPlaceClassesCsv({ actions, viewer, params }: Visit): Promise<Reply> {
  const listed = await actions.listRoundPlaceClasses(viewer, params.roundId)
  if (!listed.ok) return { kind: 'refused', refusal: listed.refusal }
  const { placeClasses, companies } = listed.value
  const head = ['kita', 'placeClassHead', 'places', 'held', 'turnedAway', 'way', 'reserved', 'used', 'needed'] as const
  const rows = placeClasses.flatMap((placeClass) => {
    const { kita, capacity, held, turnedAway } = placeClass
    const own = [kita, placeClassWords(placeClass), capacity, held, turnedAway]
    return [
      [...own, t('round.pool'), '', placeClass.fromPool, cutoffWords(placeClass.cutoffs.pool)],
      ...Object.entries(placeClass.reserves).map(([id, { places, used }]) => {
        return [...own, companies.get(id) ?? id, places, used, cutoffWords(placeClass.cutoffs[id])]
      }),
    ]
  })
  const text = stringify([head.map((key) => t(`round.${key}`)), ...rows], { delimiter: ';', escape_formulas: true })
  return { kind: 'csv', name: 'platzarten.csv', text }
}

function placeClassView(placeClass: PlaceClass, companies: Companies) {
  const { kita, capacity, held, fromPool, turnedAway, cutoffs, reserves } = placeClass
  return {
    kita,
    placeClass: placeClassWords(placeClass),
    places: formatNumber(capacity),
    held: formatNumber(held),
    turnedAway: formatNumber(turnedAway),
    ways: [
      { name: t('round.pool'), used: formatNumber(fromPool), cutoff: cutoffWords(cutoffs.pool) },
      ...Object.entries(reserves).map(([id, { used, places }]) => ({
        name: companies.get(id) ?? id,
        used: t('round.usedOf', { used, reserved: places }),
        cutoff: cutoffWords(cutoffs[id]),
      })),
    ],
  }
}

// The store lists them by Kita and kind, which is what the other orders fall back to.
const sorts = {
  kita: () => 0,
  places: (a: PlaceClass, b: PlaceClass) => b.capacity - a.capacity,
  free: (a: PlaceClass, b: PlaceClass) => b.capacity - b.held - (a.capacity - a.held),
  turnedAway: (a: PlaceClass, b: PlaceClass) => b.turnedAway - a.turnedAway,
  poolCutoff: (a: PlaceClass, b: PlaceClass) => poolPoints(b) - poolPoints(a),
} as const
const sortKeys = Object.keys(sorts) as (keyof typeof sorts)[]

function sortOf(asked: string | undefined): keyof typeof sorts {
  return sortKeys.find((key) => key === asked) ?? 'kita'
}

function poolPoints({ cutoffs: { pool } }: PlaceClass): number {
  if (pool === 'closed') return Number.MAX_SAFE_INTEGER
  return pool === 'open' ? Number.MIN_SAFE_INTEGER : pool.priority
}
