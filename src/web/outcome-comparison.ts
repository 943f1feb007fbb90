import { stringify } from 'csv-stringify/sync'
import {
  type ComparedChild,
  type Move,
  moves,
  type OutcomeComparison,
  type PlaceHeld,
} from '../domain/compare-outcomes.ts'
import { compareWords, formatDifference, formatNumber } from './format.ts'
import { companyWords, placeClassWords, type Program } from './rounds/round-words.ts'
import { t } from './words.ts'

export type Names = {
  companies: ReadonlyMap<string, string>
  kitas: ReadonlyMap<string, string>
  programs: ReadonlyMap<string, Program>
}

/** Two outcomes in figures, a chart and tables, for the partial `outcome-comparison`. */
export function comparisonView(comparison: OutcomeComparison, names: Names) {
  const { byMove, total } = comparison
  const wishes = wishRows(comparison)
  return {
    figures: moves.map((move) => ({ label: t(`comparison.figures.${move}`), value: formatNumber(byMove[move]) })),
    unchanged: byMove.same === total.children,
    wishes: wishes.map(({ label, before, after }) => ({ label, ...beforeAfter(before, after) })),
    wishChart: {
      id: 'comparison-by-wish-chart',
      title: t('comparison.byWish'),
      description: t('comparison.byWishDescription'),
      bars: wishes.map(({ label, before, after }) => ({
        label,
        value: after,
        of: before,
        text: t('comparison.beforeAfter', { before, after }),
      })),
    },
    companies: comparison.companies
      .map((row) => ({
        name: names.companies.get(row.companyId) ?? row.companyId,
        ...totalWords(row),
        ...countedWords(row),
      }))
      .toSorted((a, b) => compareWords(a.name, b.name)),
    total: totalWords(total),
    kitas: comparison.kitas
      .map(({ kitaId, before, after, came, went }) => ({
        name: names.kitas.get(kitaId) ?? kitaId,
        ...beforeAfter(before, after),
        came: formatNumber(came),
        went: formatNumber(went),
      }))
      .toSorted((a, b) => compareWords(a.name, b.name)),
  }
}

/** What stays as it was needs no colour. */
const looks: Record<Move, 'success' | 'danger' | 'warning' | 'info' | null> = {
  gained: 'success',
  lost: 'danger',
  'moved-up': 'success',
  'moved-down': 'warning',
  'counts-otherwise': 'info',
  same: null,
}

/** A child's row: what changed, and both places. */
export function comparedChildWords(child: ComparedChild, names: Names) {
  return {
    ticket: child.id,
    move: child.move,
    badge: { look: looks[child.move], text: t(`comparison.moves.${child.move}`) },
    employers: companyWords(child.companies, names.companies),
    before: placeWords(child.before, names),
    after: placeWords(child.after, names),
  }
}

/** Child by child; a score is what counts at every Kita. Cells that a spreadsheet would run as formulas are escaped. */
export function comparisonCsv(
  { children }: OutcomeComparison,
  names: Names,
  scores: ReadonlyMap<string, { before: number; after: number }>,
): string {
  const rows = children.map((child) => [
    child.id,
    t(`comparison.moves.${child.move}`),
    companyWords(child.companies, names.companies),
    scores.get(child.id)?.before ?? '',
    scores.get(child.id)?.after ?? '',
    ...placeCells(child.before, names),
    ...placeCells(child.after, names),
  ])
  const head = [
    ...(['ticket', 'move', 'employers', 'scoreBefore', 'scoreAfter'] as const),
    ...(['rankBefore', 'kitaBefore', 'placeClassBefore', 'countsForBefore'] as const),
    ...(['rankAfter', 'kitaAfter', 'placeClassAfter', 'countsForAfter'] as const),
  ]
  return stringify([head.map((key) => t(`comparison.${key}`)), ...rows], { delimiter: ';', escape_formulas: true })
}

function wishRows({ wishRanks, total }: OutcomeComparison) {
  const lastRank = wishRanks.length
  return [
    ...wishRanks.map(({ rank, before, after }) => ({
      label: t(rank === lastRank ? 'round.lastWishRank' : 'round.wishRank', { rank }),
      before,
      after,
    })),
    {
      label: t('round.noPlace'),
      before: total.children - total.placedBefore,
      after: total.children - total.placedAfter,
    },
  ]
}

function beforeAfter(before: number, after: number) {
  return { before: formatNumber(before), after: formatNumber(after), difference: formatDifference(after - before) }
}

type Totals = OutcomeComparison['total']

function totalWords({ children, placedBefore, placedAfter, gained, lost, movedUp, movedDown }: Totals) {
  const figures = { children, placedBefore, placedAfter, gained, lost, movedUp, movedDown }
  return Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, formatNumber(value)])) as Record<
    keyof Totals,
    string
  >
}

function countedWords({ countedBefore, countedAfter }: OutcomeComparison['companies'][number]) {
  return {
    counted: t('comparison.beforeAfter', {
      before: formatNumber(countedBefore),
      after: formatNumber(countedAfter),
    }),
  }
}

/** What a place is, line by line. */
function placeWords(place: PlaceHeld | null, { programs, companies }: Names): string[] {
  if (place === null) return [t('round.noPlace')]
  const program = programs.get(place.program)
  return [
    t('comparison.placeWords', { rank: place.rank, kita: program?.kita ?? '' }),
    ...(program ? [placeClassWords(program)] : []),
    t('comparison.countsForWords', { countsFor: countsForWords(place, companies) }),
  ]
}

function placeCells(place: PlaceHeld | null, { programs, companies }: Names): (string | number)[] {
  if (place === null) return ['', t('round.noPlace'), '', '']
  const program = programs.get(place.program)
  return [place.rank, program?.kita ?? '', program ? placeClassWords(program) : '', countsForWords(place, companies)]
}

function countsForWords({ countsFor }: PlaceHeld, companies: Names['companies']): string {
  return countsFor === null ? t('round.pool') : (companies.get(countsFor) ?? countsFor)
}
