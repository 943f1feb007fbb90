import { isPublished } from '../../domain/public-value.ts'
import { isThawReason, thawReasons } from '../../domain/thaw-reason.ts'
import { formKey } from '../form-key.ts'
import type { ShownForm } from '../form.ts'
import { formatKitaYear } from '../format.ts'
import { paths } from '../paths.ts'
import { type RefusalKind, statusOf, wordsOf } from '../refusals.ts'
import type { Reply, Visit } from '../route.ts'
import { openActPanel } from '../two-person-acts/open-act.ts'
import { t } from '../words.ts'

export async function showThawRound(visit: Visit): Promise<Reply> {
  return thawPage(visit, { values: {}, errors: [] }, 200)
}

export async function proposeThaw(visit: Visit): Promise<Reply> {
  const { actions, viewer, params, fields } = visit
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const { reason = '' } = fields
  if (!isThawReason(reason)) {
    const errors = [{ field: 'reason', message: t('thaw.errors.reason') }]
    return thawPage(visit, { values: {}, errors }, 422)
  }
  const proposed = await actions.proposeThaw(viewer, { roundId: params.roundId, reason, key })
  if (proposed.ok) return { kind: 'redirect', to: paths.round.href(params.roundId) }
  const { kind } = proposed.refusal
  if (kind === 'not-found') return { kind: 'refused', refusal: { kind } }
  const problem = { code: kind, ...wordsOf(kind) }
  return thawPage(visit, { values: { reason }, errors: [], problem }, statusOf(kind))
}

async function thawPage(visit: Visit, form: ShownForm, status: number): Promise<Reply> {
  const { actions, viewer, params } = visit
  const shown = await actions.showRound(viewer, params.roundId)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { round, draw, openActs, viewerIsGuardian } = shown.value
  const title = t('thaw.title', { round: t('round.title', { ...round, kitaYear: formatKitaYear(round.kitaYear) }) })
  const proposed = openActs.find(({ act }) => act === 'thaw')
  const known = draw !== undefined && isPublished(draw.named, actions.now()) && !(await actions.isDemo())
  const hindrance = hindranceOf({ frozen: round.state === 'frozen', known, concerned: viewerIsGuardian && !proposed })
  const { reason = '' } = form.values
  return {
    kind: 'page',
    view: 'rounds/thaw-round',
    page: 'thaw-round',
    entity: round.id,
    state: round.state,
    title,
    status,
    data: {
      title,
      form: { ...form, values: { reason } },
      back: paths.round.href(round.id),
      action: paths.thawRound.href(round.id),
      ...(proposed && { openAct: openActPanel(proposed, shown.value) }),
      ...(hindrance && !form.problem && { info: { code: hindrance, ...wordsOf(hindrance) } }),
      isOpen: hindrance === null && (proposed === undefined || proposed.void !== undefined) && !viewerIsGuardian,
      reasons: thawReasons.map((value, at) => ({
        id: at === 0 ? 'reason' : `reason-${value}`,
        value,
        text: t(`thaw.reasons.${value}`),
        checked: reason === value,
      })),
    },
  }
}

function hindranceOf(found: { frozen: boolean; known: boolean; concerned: boolean }): RefusalKind | null {
  if (!found.frozen) return 'round-not-frozen'
  if (found.known) return 'value-known-already'
  return found.concerned ? 'guardian-concerned' : null
}
