import { stringify } from 'csv-stringify/sync'
import { compareWords, formatNumber } from '../format.ts'
import { options, paged } from '../paging.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import {
  companyWords,
  countsForWords,
  type Outcome,
  type OutcomeChild,
  placeClassWords,
  programsById,
  resultWords,
} from './round-words.ts'

type Query = Readonly<Record<string, string>>

export async function listRoundChildren({ actions, viewer, params, query }: Visit): Promise<Reply> {
  const shown = await actions.showOutcome(viewer, params.roundId)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const outcome = shown.value
  const programs = programsById(outcome.programs)
  const path = paths.roundChildren.href(params.roundId)
  const { rows, hits, pages } = paged(sorted(filtered(outcome.children, query), query), query, path)
  return {
    kind: 'page',
    view: 'rounds/list-round-children',
    page: 'round-children',
    entity: params.roundId,
    title: t('round.childrenTitle'),
    data: {
      back: paths.round.href(params.roundId),
      csv: paths.roundChildrenCsv.href(params.roundId),
      path,
      results: options(
        [
          ['placed', t('round.filterPlaced')],
          ['waiting', t('round.filterWaiting')],
        ],
        query.result,
      ),
      companies: options(companyChoices(outcome), query.company),
      sorts: sortChoices(query.sort),
      hits: t('round.hits', hits),
      pages,
      children: rows.map((child) => ({
        ticket: child.ticket,
        href: paths.roundChild.href(params.roundId, child.ticket),
        score: formatNumber(child.score),
        companies: companyWords(child.companies, outcome.companies),
        result: resultWords(child, programs),
        countsFor: countsForWords(child, outcome.companies),
        placed: child.placeClassId !== null,
      })),
    },
  }
}

export async function listRoundChildrenCsv({ actions, viewer, params }: Visit): Promise<Reply> {
  const shown = await actions.showOutcome(viewer, params.roundId)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { children, companies, programs } = shown.value
  const byId = programsById(programs)
  const rows = children.map((child) => {
    const program = byId.get(child.placeClassId ?? '')
    return [
      child.ticket,
      child.score,
      companyWords(child.companies, companies),
      child.wishRank ?? '',
      program?.kita ?? t('round.noPlace'),
      program ? placeClassWords(program) : '',
      countsForWords(child, companies),
    ]
  })
  const head = ['ticket', 'score', 'companies', 'rank', 'kita', 'places', 'countsFor'] as const
  const text = stringify([head.map((key) => t(`round.${key}`)), ...rows], { delimiter: ';', escape_formulas: true })
  return { kind: 'csv', name: 'kinder.csv', text }
}

function filtered(children: readonly OutcomeChild[], query: Query): OutcomeChild[] {
  return children.filter(
    (child) =>
      (query.result !== 'placed' || child.placeClassId !== null) &&
      (query.result !== 'waiting' || child.placeClassId === null) &&
      (!query.company || child.companies.includes(query.company)),
  )
}

const orders: Record<string, (a: OutcomeChild, b: OutcomeChild) => number> = {
  ticket: (a, b) => (a.ticket < b.ticket ? -1 : 1),
  score: (a, b) => b.score - a.score,
  rank: (a, b) => (a.wishRank ?? Number.MAX_SAFE_INTEGER) - (b.wishRank ?? Number.MAX_SAFE_INTEGER),
}

const orderOf = (sort: string | undefined): string =>
  sort !== undefined && Object.hasOwn(orders, sort) ? sort : 'ticket'

function sorted(children: OutcomeChild[], query: Query): OutcomeChild[] {
  return children.toSorted(orders[orderOf(query.sort)])
}

function sortChoices(sort: string | undefined) {
  return (['ticket', 'score', 'rank'] as const).map((value) => ({
    value,
    text: t(`round.${value}`),
    selected: orderOf(sort) === value,
  }))
}

function companyChoices({ children, companies }: Outcome): (readonly [string, string])[] {
  const present = new Set(children.flatMap((child) => child.companies))
  return [...companies].filter(([id]) => present.has(id)).toSorted(([, a], [, b]) => compareWords(a, b))
}
