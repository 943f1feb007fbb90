import type { Actions } from '../../actions/app.ts'
import { formKey } from '../form-key.ts'
import { formatInstant, formatKitaYear, formatMonth, formatShare } from '../format.ts'
import { paths } from '../paths.ts'
import { type RefusalKind, statusOf, wordsOf } from '../refusals.ts'
import type { Reply, Visit } from '../route.ts'
import { figuresOf } from '../rounds/round-figures.ts'
import { t } from '../words.ts'

type Run = Extract<Awaited<ReturnType<Actions['showDryRuns']>>, { ok: true }>['value']['runs'][number]
type Problem = { code: RefusalKind; title: string; text: string }

export async function showDryRuns(visit: Visit): Promise<Reply> {
  return dryRunsPage(visit)
}

export async function startDryRun(visit: Visit): Promise<Reply> {
  const { actions, viewer, params, fields } = visit
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const started = await actions.startDryRun(viewer, { roundId: params.roundId, key })
  if (started.ok) return { kind: 'redirect', to: paths.dryRuns.href(params.roundId) }
  const { refusal } = started
  if (refusal.kind === 'not-found') return { kind: 'refused', refusal }
  if (refusal.kind !== 'reserves-exceed-vacancies') {
    return dryRunsPage(visit, { code: refusal.kind, ...wordsOf(refusal.kind) })
  }
  const { placeClassId, reserved, vacancies } = refusal
  const name = await actions.namePlaceClass(viewer, { roundId: params.roundId, placeClassId })
  const placeClass = name
    ? t('round.placeClass', { ageBand: name.ageBand, hours: name.hours, start: formatMonth(name.startMonth) })
    : ''
  const values = { kita: name?.kita ?? '', placeClass, reserved, vacancies }
  return dryRunsPage(visit, { code: refusal.kind, ...wordsOf(refusal.kind, values) })
}

async function dryRunsPage({ actions, viewer, params }: Visit, problem?: Problem): Promise<Reply> {
  const shown = await actions.showDryRuns(viewer, params.roundId)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { round, runs, mayStart, companies } = shown.value
  const [newest] = runs
  const waiting = newest?.state === 'queued'
  const title = t('dryRun.title', {
    round: t('round.title', { name: round.name, kitaYear: formatKitaYear(round.kitaYear) }),
  })
  return {
    kind: 'page',
    view: 'dry-runs/show-dry-runs',
    page: 'dry-runs',
    entity: round.id,
    state: round.state,
    title,
    status: problem ? statusOf(problem.code) : 200,
    ...(waiting && { refresh: 2, script: '/assets/progress.js' }),
    data: {
      title,
      back: paths.round.href(round.id),
      form: { values: {}, errors: [], ...(problem && { problem }) },
      ...(mayStart && !waiting && { start: paths.dryRuns.href(round.id) }),
      ...(waiting && { progress: progressOf(newest) }),
      runs: runs.map((run) => ({
        head: t('dryRun.head', { number: run.number, at: formatInstant(run.requestedAt) }),
        ...resultOf(run, companies),
      })),
    },
  }
}

function progressOf({ progress }: Run) {
  if (!progress) return { text: t('round.waitingForWorker'), done: 0, total: 1 }
  return { text: t('round.progress', { percent: formatShare(progress.done, progress.total) }), ...progress }
}

function resultOf({ figures, state, incidentNumber }: Run, companies: ReadonlyMap<string, string>) {
  if (state === 'queued') return { text: t('dryRun.queued') }
  if (!figures) return { text: t('dryRun.incident', { number: incidentNumber ?? '' }) }
  const { figures: tiles, byWish, quotas } = figuresOf(figures, companies)
  return { figures: tiles, byWish, quotas }
}
