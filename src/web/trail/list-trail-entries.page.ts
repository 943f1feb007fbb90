import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import type { Actions } from '../../actions/app.ts'
import { daysAfter, endOfGermanDay, isDay } from '../../domain/day.ts'
import { readForm, type ShownForm } from '../form.ts'
import { formatInstant, formatNumber } from '../format.ts'
import { options } from '../paging.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { actionChoices, actionWords, detailsWords, reasonWords, roleWords } from './trail-words.ts'

type Filter = Parameters<Actions['listOwnActs']>[1]
type Entry = Awaited<ReturnType<Actions['listOwnActs']>>[number]

const pageSize = 50
const mostInFile = 10_000

const day = z
  .string()
  .trim()
  .refine((text) => text === '' || isDay(text), 'trail.errors.day')
const schema = z.object({
  action: z.string().max(80, 'form.tooLong'),
  subject: z.string().trim().max(200, 'form.tooLong'),
  from: day,
  to: day,
})

/** For coordinator and auditor: what was done in a consortium, by whom in which role. */
export async function listTrailEntries({ actions, viewer, params, query }: Visit): Promise<Reply> {
  const { consortiumId } = params
  const { filter, form } = readFilter(query)
  const listed = await actions.listTrailEntries(viewer, { consortiumId, ...filter, count: pageSize + 1 })
  if (!listed.ok) return { kind: 'refused', refusal: listed.refusal }
  return pageOfEntries(listed.value, query, form, {
    path: paths.trailEntries.href(consortiumId),
    csv: paths.trailEntriesCsv.href(consortiumId),
    title: t('trail.entriesTitle'),
    lead: t('trail.entriesLead'),
    entity: consortiumId,
  })
}

export async function listTrailEntriesCsv({ actions, viewer, params, query }: Visit): Promise<Reply> {
  const { filter } = readFilter(query)
  const { consortiumId } = params
  const listed = await actions.listTrailEntries(viewer, { consortiumId, ...filter, count: mostInFile })
  return listed.ok ? fileOf(listed.value) : { kind: 'refused', refusal: listed.refusal }
}

/** For HR, a Kita and a provider: what they did themselves. */
export async function listOwnActs({ actions, viewer, query }: Visit): Promise<Reply> {
  const { filter, form } = readFilter(query)
  const entries = await actions.listOwnActs(viewer, { ...filter, count: pageSize + 1 })
  return pageOfEntries(entries, query, form, {
    path: paths.ownActs.href(),
    title: t('trail.ownTitle'),
    lead: t('trail.ownLead'),
  })
}

type About = { path: string; csv?: string; title: string; lead: string; entity?: string }

function pageOfEntries(entries: Entry[], query: Visit['query'], form: ShownForm, about: About): Reply {
  const { path, csv, title, lead, entity } = about
  const shown = entries.slice(0, pageSize)
  const { before: _, ...chosen } = query
  const link = (to: string, more: Record<string, string>) => {
    const search = new URLSearchParams({ ...chosen, ...more }).toString()
    return search === '' ? to : `${to}?${search}`
  }
  return {
    kind: 'page',
    view: 'trail/list-trail-entries',
    page: 'trail-entries',
    title,
    ...(entity !== undefined && { entity }),
    status: form.errors.length > 0 ? 422 : 200,
    data: {
      title,
      lead,
      back: paths.trailHeads.href(),
      path,
      form,
      actions: options(actionChoices(), query.action),
      entries: shown.map((entry) => ({
        seq: entry.seq,
        number: formatNumber(entry.seq),
        at: formatInstant(entry.at),
        role: roleWords(entry.role),
        actor: pseudonymOf(entry.actor),
        action: actionWords(entry.action),
        subject: entry.subject,
        details: detailsWords(entry),
        ...(entry.reason != null && { reason: reasonWords(entry.reason) }),
      })),
      turns: [
        ...(query.before === undefined ? [] : [{ href: link(path, {}), text: t('trail.newest') }]),
        ...(entries.length > pageSize
          ? [{ href: link(path, { before: String(shown[pageSize - 1].seq) }), text: t('trail.older') }]
          : []),
      ],
      ...(csv !== undefined && { csv: link(csv, {}) }),
    },
  }
}

/** As in the log: enough to tell two people apart, and nobody's name. */
const pseudonymOf = (actor: string): string => (actor === 'clock' ? '' : actor.slice(0, 8))

/** What is wrong is told, and the rest narrows the list. */
function readFilter(query: Visit['query']): { filter: Omit<Filter, 'count'>; form: ShownForm } {
  const read = readForm(schema, query)
  const errors = read.ok ? [] : read.shown.errors
  const sound = (field: keyof z.infer<typeof schema>): string =>
    errors.some((error) => error.field === field) ? '' : (query[field] ?? '').trim()
  const [action, subject, from, to] = [sound('action'), sound('subject'), sound('from'), sound('to')]
  return {
    filter: {
      ...(action && { action }),
      ...(subject && { subject }),
      // A day begins where the one before has ended.
      ...(from && { from: new Date(Date.parse(endOfGermanDay(daysAfter(from, -1))) + 1).toISOString() }),
      ...(to && { to: endOfGermanDay(to) }),
      ...(/^\d{1,15}$/.test(query.before ?? '') && { before: Number(query.before) }),
    },
    form: { values: query, errors },
  }
}

/** Everything that is hashed, so that an entry can be recomputed. */
function fileOf(entries: readonly Entry[]): Reply {
  const columns = [
    'seq',
    'at',
    'actor',
    'role',
    'action',
    'subject',
    'details',
    'before',
    'after',
    'reason',
    'request',
    'prev',
    'hash',
  ] as const
  const rows = entries.map((entry) => columns.map((column) => entry[column] ?? ''))
  const text = stringify([[...columns], ...rows], { delimiter: ';', escape_formulas: true })
  return { kind: 'csv', name: 'protokoll.csv', text }
}
