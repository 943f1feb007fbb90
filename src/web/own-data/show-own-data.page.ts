import type { Actions } from '../../actions/app.ts'
import { criterionWords } from '../criterion-words.ts'
import { titleWords } from '../families/family-words.ts'
import { formatDay, formatInstant, formatKitaYear, formatMonth } from '../format.ts'
import { ownData } from '../messages/de/own-data.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { actionWords, known, roleWords } from '../trail/trail-words.ts'
import { t } from '../words.ts'

type Shown = Extract<Awaited<ReturnType<Actions['showOwnData']>>, { ok: true }>['value']
type Table = Shown['tables'][number]

/** What the page shows of one kind; the file has all of it. */
const longest = 50

export async function showOwnData({ actions, viewer }: Visit): Promise<Reply> {
  const shown = await actions.showOwnData(viewer)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { madeAt, tables, results } = shown.value
  return {
    kind: 'page',
    view: 'own-data/show-own-data',
    page: 'own-data',
    title: t('ownData.title'),
    data: {
      madeAt: t('ownData.madeAt', { at: formatInstant(madeAt) }),
      download: paths.ownDataFile.href(),
      delete: paths.deleteOwnData.href(),
      tables: tables.filter(({ rows }) => rows.length > 0).map((table) => tableWords(table, shown.value)),
      requests: results.map(({ request, child }) => ({
        href: paths.placeRequest.href(request),
        text: t('ownData.wholeRequest', { request: titleWords(child) }),
      })),
    },
  }
}

/** The same as a file, for other programs: keys in English, values as they are kept. */
export async function downloadOwnData({ actions, viewer }: Visit): Promise<Reply> {
  const shown = await actions.showOwnData(viewer)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { madeAt, tables, names, results } = shown.value
  const text = JSON.stringify(
    {
      format: 'own-data/1',
      madeAt,
      tables: Object.fromEntries(tables.map(({ table, rows }) => [table, rows])),
      names,
      results,
    },
    null,
    2,
  )
  return { kind: 'file', name: 'meine-daten.json', type: 'application/json', text }
}

function tableWords({ table, rows }: Table, { names }: Shown) {
  const shown = table === 'audit' ? rows.slice(-longest).toReversed() : rows.slice(0, longest)
  return {
    name: table,
    title: t(`ownData.tables.${table}`),
    rows: shown.map((row, at) => ({
      head: rows.length > 1 ? t('ownData.entry', { number: at + 1 }) : null,
      facts: Object.entries(row).map(([column, value]) => ({
        label: columnWords(column),
        // A parent's role is for its family, which has no name here.
        value:
          column === 'subject_id' && row.role === 'parent' ? t('ownData.ownFamily') : valueWords(column, value, names),
      })),
    })),
    more: rows.length > longest ? t('ownData.more', { count: rows.length - longest }) : null,
  }
}

function columnWords(column: string): string {
  return Object.hasOwn(ownData.columns, column)
    ? t(`ownData.columns.${column as keyof typeof ownData.columns}`)
    : column
}

/** Columns whose values are words of a closed list. The file has them as they are kept. */
const wordsFor: Readonly<Record<string, ((value: string) => string) | undefined>> = {
  role: roleWords,
  action: actionWords,
  criterion: criterionWords,
  factor: (value) => known(`ownData.factors.${value}`, value),
  kind: (value) => known(`ownData.mails.${value}`, value),
  came_by: (value) => known(`ownData.cameBy.${value}`, value),
  state: (value) => known(`ownData.mailStates.${value}`, value),
  choice: (value) => known(`siblings.choices.${value}`, value),
  kita_year: (value) => formatKitaYear(Number(value)),
  start_month: formatMonth,
  child_birth_month: formatMonth,
}

function valueWords(column: string, value: string | number | null, names: Shown['names']): string {
  if (value === null || value === '') return t(column.endsWith('_at') ? 'ownData.notYet' : 'ownData.empty')
  if (column === 'address_secret') return t(value === 1 ? 'ownData.yes' : 'ownData.no')
  if (value === 'yes') return t('ownData.yes')
  const text = String(value)
  const words = wordsFor[column]?.(text)
  if (words !== undefined) return words
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDay(text)
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) return formatInstant(text)
  // What a company began names no child yet.
  return names[text] ?? (column === 'request_id' ? t('ownData.empty') : text)
}
