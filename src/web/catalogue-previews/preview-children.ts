import { type ComparedChild, type Move, moves, type OutcomeComparison } from '../../domain/compare-outcomes.ts'
import { compareWords, formatNumber } from '../format.ts'
import { comparedChildWords, type Names } from '../outcome-comparison.ts'
import { options, paged } from '../paging.ts'
import { t } from '../words.ts'

type Query = Readonly<Record<string, string>>
export type Scores = ReadonlyMap<string, { before: number; after: number }>

const pageSize = 20

const byTicket = (a: ComparedChild, b: ComparedChild) => (a.id < b.id ? -1 : 1)
const rankAfter = ({ after }: ComparedChild) => after?.rank ?? Number.MAX_SAFE_INTEGER

/** Whoever would fare otherwise comes first, unless somebody asks for another order. */
const orders: Record<string, (a: ComparedChild, b: ComparedChild) => number> = {
  move: (a, b) => moves.indexOf(a.move) - moves.indexOf(b.move) || byTicket(a, b),
  ticket: byTicket,
  rankAfter: (a, b) => rankAfter(a) - rankAfter(b) || byTicket(a, b),
}

/** The children of a comparison: filtered, sorted and paged by what stands in the address. */
export function previewChildren(
  { children, byMove }: OutcomeComparison,
  scores: Scores,
  names: Names,
  query: Query,
  path: string,
) {
  const sort = query.sort !== undefined && Object.hasOwn(orders, query.sort) ? query.sort : 'move'
  const matching = children.filter(
    (child) =>
      (!isMove(query.move) || child.move === query.move) && (!query.company || child.companies.includes(query.company)),
  )
  const { rows, hits, pages } = paged(matching.toSorted(orders[sort]), query, path, pageSize, 'children')
  const present = new Set(children.flatMap(({ companies }) => companies))
  return {
    path,
    moves: options(
      moves.map((move) => [move, `${t(`comparison.moves.${move}`)} (${formatNumber(byMove[move])})`]),
      query.move,
    ),
    companies: options(
      [...names.companies].filter(([id]) => present.has(id)).toSorted(([, a], [, b]) => compareWords(a, b)),
      query.company,
    ),
    sorts: (['move', 'ticket', 'rankAfter'] as const).map((value) => ({
      value,
      text: t(`comparison.${value}`),
      selected: sort === value,
    })),
    hits: t('round.hits', hits),
    pages,
    rows: rows.map((child) => ({ ...comparedChildWords(child, names), scores: scoreWords(scores.get(child.id)) })),
  }
}

function isMove(text: string | undefined): text is Move {
  return moves.some((move) => move === text)
}

function scoreWords(scores: { before: number; after: number } | undefined): string {
  if (!scores) return ''
  const [before, after] = [formatNumber(scores.before), formatNumber(scores.after)]
  return before === after ? before : t('comparison.beforeAfter', { before, after })
}
