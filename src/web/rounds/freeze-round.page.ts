import type { FreezeActRefusal } from '../../actions/rounds/freeze.ts'
import type { ProposeActRefusal } from '../../actions/two-person-acts/propose-act.ts'
import { daysAfter, dayOf } from '../../domain/day.ts'
import {
  comingLottoDays,
  demoValue,
  drandPublishedAt,
  drandRoundFrom,
  type NamedValue,
} from '../../domain/public-value.ts'
import { formKey } from '../form-key.ts'
import type { ShownForm } from '../form.ts'
import { formatInstant, formatKitaYear, formatMonth, formatWeekday } from '../format.ts'
import { paths } from '../paths.ts'
import { type RefusalKind, statusOf, wordsOf } from '../refusals.ts'
import type { Reply, Visit } from '../route.ts'
import { openActPanel } from '../two-person-acts/open-act.ts'
import { t } from '../words.ts'

const sources = ['lotto', 'drand'] as const
const lottoDaysOffered = 8

export async function showFreezeRound(visit: Visit): Promise<Reply> {
  const demo = await visit.actions.isDemo()
  const source = demo ? 'drand' : 'lotto'
  const drandRound = demo ? String(demoValue.round) : ''
  return freezePage(visit, { values: { source, drandRound }, errors: [] }, 200)
}

export async function proposeFreeze(visit: Visit): Promise<Reply> {
  const { actions, viewer, params, fields } = visit
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const named = namedOf(fields)
  if (!named) return wrongField(visit, 'source', t('draw.errors.source'))
  const proposed = await actions.proposeFreeze(viewer, { roundId: params.roundId, named, key })
  if (proposed.ok) return { kind: 'redirect', to: paths.round.href(params.roundId) }
  return refused(visit, proposed.refusal, named)
}

async function refused(visit: Visit, refusal: ProposeActRefusal | FreezeActRefusal, named: NamedValue): Promise<Reply> {
  const { actions, viewer, params } = visit
  switch (refusal.kind) {
    case 'not-found':
      return { kind: 'refused', refusal }
    case 'no-draw-day':
    case 'no-drand-round':
    case 'value-in-the-past':
    case 'value-too-far':
      return wrongField(visit, named.source === 'lotto' ? 'lottoDay' : 'drandRound', t(`draw.errors.${refusal.kind}`))
    case 'reserves-exceed-vacancies': {
      const name = await actions.namePlaceClass(viewer, { roundId: params.roundId, placeClassId: refusal.placeClassId })
      const { reserved, vacancies } = refusal
      const placeClass = name
        ? t('round.placeClass', { ageBand: name.ageBand, hours: name.hours, start: formatMonth(name.startMonth) })
        : ''
      return problem(visit, refusal.kind, { kita: name?.kita ?? '', placeClass, reserved, vacancies })
    }
    case 'round-not-open':
    case 'proposed-already':
    case 'guardian-concerned':
    case 'key-used-otherwise':
      return problem(visit, refusal.kind)
  }
}

function namedOf({ source, lottoDay = '', drandRound = '' }: Visit['fields']): NamedValue | undefined {
  if (source === 'lotto') return { source, day: lottoDay }
  const digits = drandRound.replaceAll(/[\s.]/g, '')
  if (source === 'drand') return { source, round: /^\d{1,15}$/.test(digits) ? Number(digits) : 0 }
  return undefined
}

function wrongField(visit: Visit, field: string, message: string): Promise<Reply> {
  return freezePage(visit, { values: visit.fields, errors: [{ field, message }] }, 422)
}

function problem(visit: Visit, code: RefusalKind, values?: Record<string, string | number>): Promise<Reply> {
  const words = { code, ...wordsOf(code, values) }
  return freezePage(visit, { values: visit.fields, errors: [], problem: words }, statusOf(code))
}

async function freezePage(visit: Visit, form: ShownForm, status: number): Promise<Reply> {
  const { actions, viewer, params } = visit
  const shown = await actions.showRound(viewer, params.roundId)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { round, openActs, viewerIsGuardian } = shown.value
  const proposed = openActs.find(({ act }) => act === 'freeze')
  const hindrance =
    round.state !== 'open' ? 'round-not-open' : viewerIsGuardian && !proposed ? 'guardian-concerned' : null
  const waits = proposed !== undefined && proposed.void === undefined
  const title = t('draw.freezeTitle', {
    round: t('round.title', { name: round.name, kitaYear: formatKitaYear(round.kitaYear) }),
  })
  const { source = '', lottoDay = '', drandRound = '' } = form.values
  // Around noon tomorrow: everybody is awake, and nobody waits long.
  const suggested = drandRoundFrom(`${daysAfter(dayOf(actions.now()), 1)}T11:00:00.000Z`)
  return {
    kind: 'page',
    view: 'rounds/freeze-round',
    page: 'freeze-round',
    entity: round.id,
    state: round.state,
    title,
    status,
    data: {
      title,
      form: { ...form, values: { source, lottoDay, drandRound } },
      back: paths.round.href(round.id),
      action: paths.freezeRound.href(round.id),
      isOpen: round.state === 'open' && !waits && !viewerIsGuardian,
      ...(proposed && { openAct: openActPanel(proposed, shown.value) }),
      ...(hindrance && !form.problem && { info: { code: hindrance, ...wordsOf(hindrance) } }),
      ...((await actions.isDemo()) && { demo: t('draw.demoFreeze', { round: demoValue.round }) }),
      sources: sources.map((value, at) => ({
        id: at === 0 ? 'source' : `source-${value}`,
        value,
        text: t(value === 'lotto' ? 'draw.sourceLotto' : 'draw.sourceDrand'),
        checked: source === value,
      })),
      lottoDays: comingLottoDays(actions.now(), lottoDaysOffered).map((day) => ({
        value: day,
        text: formatWeekday(day),
        selected: day === lottoDay,
      })),
      drandHint: t('draw.drandRoundHint', { round: suggested, at: formatInstant(drandPublishedAt(suggested)) }),
    },
  }
}
