import { t } from './words.ts'

export type Paged<Row> = {
  rows: Row[]
  hits: { from: number; to: number; total: number }
  pages: { previous?: string; next?: string }
}

/** One page of a list, with links that keep the filter. A page number that is none, or too high, is the nearest one. */
export function paged<Row>(
  rows: readonly Row[],
  query: Readonly<Record<string, string>>,
  path: string,
  size = 50,
  /** The id of the list, for a page on which it does not stand first. */
  list = '',
): Paged<Row> {
  const { from, ...page } = pageOf(rows.length, query, path, size, list)
  return { rows: rows.slice(from, from + size), ...page }
}

/** The same of a list that is too long to be read whole: `from` is the first row of the page, counted from 0. */
export function pageOf(
  total: number,
  query: Readonly<Record<string, string>>,
  path: string,
  size = 50,
  list = '',
): Omit<Paged<never>, 'rows'> & { from: number } {
  const last = Math.max(1, Math.ceil(total / size))
  const asked = /^\d{1,6}$/.test(query.page ?? '') ? Number(query.page) : 1
  const page = Math.min(Math.max(1, asked), last)
  const link = (to: number) =>
    `${path}?${new URLSearchParams({ ...query, page: String(to) }).toString()}${list && `#${list}`}`
  const from = (page - 1) * size
  return {
    from,
    hits: { from: total === 0 ? 0 : from + 1, to: Math.min(from + size, total), total },
    pages: { ...(page > 1 && { previous: link(page - 1) }), ...(page < last && { next: link(page + 1) }) },
  }
}

export type Option = { value: string; text: string; selected: boolean }

/** The options of a select; the first means all, and stands for whatever unknown value a link may carry. */
export function options(
  choices: readonly (readonly [value: string, text: string])[],
  chosen: string | undefined,
): Option[] {
  const all = [['', t('round.filterAll')] as const, ...choices]
  const known = all.some(([value]) => value === chosen) ? chosen : ''
  return all.map(([value, text]) => ({ value, text, selected: value === known }))
}
