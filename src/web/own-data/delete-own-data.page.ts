import { formKey } from '../form-key.ts'
import { formatDay, formatInstant } from '../format.ts'
import { paths } from '../paths.ts'
import type { RefusalKind } from '../refusals.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

export async function showDeletion({ actions, viewer, query }: Visit): Promise<Reply> {
  const shown = await actions.showDeletion(viewer)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { on, obstacle, families, shared, requestedAt } = shown.value
  return {
    kind: 'page',
    view: 'own-data/delete-own-data',
    page: 'delete-own-data',
    title: t('ownData.deletion.title'),
    state: requestedAt === null ? 'none' : 'asked',
    data: {
      back: paths.ownData.href(),
      kept: requestedAt === null && query.getan === 'withdrawn',
      asked: requestedAt && t('ownData.deletion.asked', { at: formatInstant(requestedAt) }),
      texts: [
        t('ownData.deletion.lead'),
        ...(families.length > 0 ? [t('ownData.deletion.family')] : []),
        ...(shared.length > 0 ? [t('ownData.deletion.shared')] : []),
        t('ownData.deletion.remains'),
      ],
      when: obstacle ? t(`ownData.deletion.obstacles.${obstacle}`) : t('ownData.deletion.when', { day: formatDay(on) }),
      request: paths.deleteOwnData.href(),
      keep: paths.keepOwnData.href(),
    },
  }
}

export async function requestDeletion({ actions, viewer, fields }: Visit): Promise<Reply> {
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  return backTo(await actions.requestDeletion(viewer, { key }))
}

export async function withdrawDeletion({ actions, viewer, fields }: Visit): Promise<Reply> {
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  return backTo(await actions.withdrawDeletion(viewer, { key }), '?getan=withdrawn')
}

function backTo(done: { ok: true } | { ok: false; refusal: { kind: RefusalKind } }, word = ''): Reply {
  return done.ok
    ? { kind: 'redirect', to: `${paths.deleteOwnData.href()}${word}` }
    : { kind: 'refused', refusal: { kind: done.refusal.kind } }
}
