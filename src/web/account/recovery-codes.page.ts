import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { localPath } from '../sessions/ways.ts'
import { t } from '../words.ts'

export function showRecoveryCodes({ query }: Visit): Reply {
  return recoveryPage({ next: localPath(query.next), codes: null })
}

/** Shown in the answer itself: they are kept nowhere from which they could be shown again. */
export async function makeRecoveryCodes({ actions, presence, fields }: Visit): Promise<Reply> {
  const made = await actions.makeRecoveryCodes(presence)
  if (!made.ok) return { kind: 'refused', refusal: made.refusal }
  return recoveryPage({ next: localPath(fields.next), codes: made.value.codes })
}

function recoveryPage({ next, codes }: { next: string; codes: string[] | null }): Reply {
  return {
    kind: 'page',
    view: 'account/recovery-codes',
    page: 'recovery-codes',
    title: t('recoveryCodes.title'),
    data: { next, onward: next || paths.account.href(), codes },
  }
}
