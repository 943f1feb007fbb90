import { demoValue, isPublished, type TypedValue } from '../../domain/public-value.ts'
import { formKey } from '../form-key.ts'
import type { ShownForm } from '../form.ts'
import { formatInstant, formatKitaYear } from '../format.ts'
import { paths } from '../paths.ts'
import { type RefusalKind, statusOf, wordsOf } from '../refusals.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { namedWords } from './draw-words.ts'

const lottoFields = ['numbers', 'superzahl', 'spiel77', 'super6'] as const

export async function showEnterValue(visit: Visit): Promise<Reply> {
  return valuePage(visit, { values: {}, errors: [] }, 200)
}

export async function enterValue(visit: Visit): Promise<Reply> {
  const { actions, viewer, params, fields } = visit
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const entered = await actions.enterValue(viewer, { roundId: params.roundId, typed: typedOf(fields), key })
  if (entered.ok) {
    // Both have to begin again, so what was typed is not given back: it would only be sent off once more.
    if (entered.value.step === 'differed') return problem(visit, 'entries-differ', {})
    return { kind: 'redirect', to: paths.round.href(params.roundId) }
  }
  const { refusal } = entered
  switch (refusal.kind) {
    case 'not-found':
      return { kind: 'refused', refusal }
    case 'value-unreadable': {
      const { field } = refusal
      return valuePage(visit, { values: fields, errors: [{ field, message: t(`draw.errors.${field}`) }] }, 422)
    }
    case 'round-not-frozen':
    case 'second-entry-needed':
    case 'guardian-concerned':
    case 'value-not-published':
    case 'key-used-otherwise':
      return problem(visit, refusal.kind, fields)
  }
}

function typedOf(fields: Visit['fields']): TypedValue {
  const { signature, numbers = '', superzahl = '', spiel77 = '', super6 = '' } = fields
  return signature === undefined ? { numbers, superzahl, spiel77, super6 } : { signature }
}

function problem(visit: Visit, code: RefusalKind, values: ShownForm['values']): Promise<Reply> {
  return valuePage(visit, { values, errors: [], problem: { code, ...wordsOf(code) } }, statusOf(code))
}

async function valuePage(visit: Visit, form: ShownForm, status: number): Promise<Reply> {
  const { actions, viewer, params } = visit
  const shown = await actions.showRound(viewer, params.roundId)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { round, draw, viewerIsGuardian } = shown.value
  const title = t('draw.enterTitle', {
    round: t('round.title', { ...round, kitaYear: formatKitaYear(round.kitaYear) }),
  })
  const frozen = draw && round.state === 'frozen' ? draw : null
  const published = frozen !== null && isPublished(frozen.named, actions.now())
  const waits = frozen?.entry?.byViewer ?? false
  return {
    kind: 'page',
    view: 'draws/enter-value',
    page: 'enter-value',
    entity: round.id,
    state: round.state,
    title,
    status,
    data: {
      title,
      form: { ...form, values: lottoAndSignature(form.values) },
      back: paths.round.href(round.id),
      action: paths.enterValue.href(round.id),
      named: frozen && namedWords(frozen.named),
      ...(!frozen && !form.problem && { info: { code: 'round-not-frozen', ...wordsOf('round-not-frozen') } }),
      ...(frozen &&
        !published &&
        !form.problem && {
          info: { code: 'value-not-published', ...wordsOf('value-not-published') },
        }),
      ...(frozen &&
        published &&
        viewerIsGuardian &&
        !form.problem && { info: { code: 'guardian-concerned', ...wordsOf('guardian-concerned') } }),
      ...(waits && { waits: t('draw.waitsForOther', { at: formatInstant(frozen?.entry?.at ?? '') }) }),
      ...(frozen &&
        published &&
        !waits &&
        !viewerIsGuardian && { isOpen: true, lotto: frozen.named.source === 'lotto' }),
      ...(frozen && (await demoHint(visit, frozen.named))),
    },
  }
}

/** A demo gives away the one signature that it works with. */
async function demoHint({ actions }: Visit, named: Parameters<typeof namedWords>[0]) {
  const isIt = named.source === 'drand' && named.round === demoValue.round && (await actions.isDemo())
  return isIt ? { demo: t('draw.demoSignature', demoValue) } : {}
}

function lottoAndSignature(values: ShownForm['values']): ShownForm['values'] {
  return Object.fromEntries([...lottoFields, 'signature'].map((field) => [field, values[field] ?? '']))
}
