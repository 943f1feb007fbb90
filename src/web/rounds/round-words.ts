import type { Actions } from '../../actions/app.ts'
import { formatMonth, formatNumber } from '../format.ts'
import { t } from '../words.ts'

export type Outcome = Extract<Awaited<ReturnType<Actions['showOutcome']>>, { ok: true }>['value']
type ExplainedChild = Extract<Awaited<ReturnType<Actions['showRoundChild']>>, { ok: true }>['value']['child']
type NearestChange = NonNullable<ExplainedChild['changes']>[number]
export type OutcomeChild = Outcome['children'][number]
export type Program = Outcome['programs'][number]
type CutoffShown = Program['cutoffs'][string]

export function placeClassWords(program: Pick<Program, 'ageBand' | 'hours' | 'startMonth'>): string {
  const { ageBand, hours, startMonth } = program
  return t('round.placeClass', { ageBand, hours, start: formatMonth(startMonth) })
}

/** A cut-off as people read it: points, and the lot that decided a tie. */
export function cutoffWords(cutoff: CutoffShown | undefined): string {
  if (cutoff === undefined || cutoff === 'closed') return t('round.closed')
  if (cutoff === 'open') return t('round.open')
  return pointsWords(cutoff.priority, cutoff.lot)
}

export function pointsWords(points: number, lot: string | null): string {
  const words = `${points} ${t('round.points')}`
  return lot === null ? words : `${words}, ${t('round.lot', { lot: lot.slice(0, 8) })}`
}

/** What alone would have met a wish; nothing for one that was met or not needed, or where nothing was computed. */
export function changeWords(change: NearestChange | undefined): string[] {
  if (change === undefined) return []
  const { points, lot, place, searched } = change
  return [
    ...(points === null && searched ? [] : [pointsTold(points)]),
    ...(lot ? [t('round.changes.lot')] : []),
    t(place ? 'round.changes.place' : 'round.changes.noPlace'),
  ]
}

function pointsTold(points: number | null): string {
  return points === null ? t('round.changes.noPoints') : t('round.changes.points', { points: formatNumber(points) })
}

export function companyWords(ids: readonly string[], companies: ReadonlyMap<string, string>): string {
  return ids.length === 0 ? t('round.none') : ids.map((id) => companies.get(id) ?? id).join(', ')
}

export function countsForWords(child: OutcomeChild, companies: ReadonlyMap<string, string>): string {
  if (child.placeClassId === null) return ''
  return child.companyId === null ? t('round.pool') : (companies.get(child.companyId) ?? child.companyId)
}

export function resultWords(child: OutcomeChild, programs: ReadonlyMap<string, Program>): string {
  if (child.placeClassId === null || child.wishRank === null) return t('round.noPlace')
  const program = programs.get(child.placeClassId)
  return `${t('round.wishRank', { rank: child.wishRank })}: ${program?.kita ?? ''}`
}

export const programsById = (programs: readonly Program[]): Map<string, Program> =>
  new Map(programs.map((program) => [program.placeClassId, program]))
