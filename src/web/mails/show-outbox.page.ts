import { formKey } from '../form-key.ts'
import { formatInstant, formatNumber } from '../format.ts'
import { paths } from '../paths.ts'
import { type RefusalKind, statusOf, wordsOf } from '../refusals.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

export const showOutbox = (visit: Visit): Promise<Reply> => outboxPage(visit)

/** One mail, or all where the path names none. */
export async function retryMails(visit: Visit): Promise<Reply> {
  const { actions, viewer, params, fields } = visit
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const retried = await actions.retryMails(viewer, { ...(params.mailId && { mailId: params.mailId }), key })
  if (retried.ok) return { kind: 'redirect', to: `${paths.mails.href()}?getan=retried` }
  if (retried.refusal.kind === 'not-found') return { kind: 'refused', refusal: retried.refusal }
  return outboxPage(visit, retried.refusal.kind)
}

async function outboxPage({ actions, viewer, query }: Visit, refused?: RefusalKind): Promise<Reply> {
  const shown = await actions.showOutbox(viewer)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { counts, waitingSince, stuck } = shown.value
  return {
    kind: 'page',
    view: 'mails/show-outbox',
    page: 'outbox',
    state: stuck.length > 0 ? 'stuck' : 'flowing',
    title: t('outbox.title'),
    status: refused ? statusOf(refused) : 200,
    data: {
      back: paths.consortia.href(),
      form: { values: {}, errors: [], ...(refused && { problem: { code: refused, ...wordsOf(refused) } }) },
      ...(query.getan === 'retried' &&
        !refused && { retried: { title: t('outbox.retried'), text: t('outbox.retriedText') } }),
      figures: [
        { label: t('outbox.waiting'), value: formatNumber(counts.queued + counts.sending) },
        { label: t('outbox.stuck'), value: formatNumber(counts.stuck) },
        { label: t('outbox.sent'), value: formatNumber(counts.sent) },
        { label: t('outbox.expired'), value: formatNumber(counts.expired) },
      ],
      ...(waitingSince !== null && { waitingSince: t('outbox.waitingSince', { at: formatInstant(waitingSince) }) }),
      hasExpired: counts.expired > 0,
      stuck: stuck.map(({ id, kind, queuedAt, attempts, trouble }) => ({
        kind: t(`outbox.kinds.${kind}`),
        queuedAt: formatInstant(queuedAt),
        attempts: formatNumber(attempts),
        trouble: trouble === null ? '' : t(`outbox.troubles.${trouble}`),
        retry: paths.retryMail.href(id),
        retryLabel: t('outbox.retryOne', { kind: t(`outbox.kinds.${kind}`), at: formatInstant(queuedAt) }),
      })),
      ...(stuck.length > 1 && { retryAll: paths.retryMails.href() }),
    },
  }
}
