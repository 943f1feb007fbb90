import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

export function showAccount({ presence }: Visit): Reply {
  const { session } = presence
  if (!session) return { kind: 'refused', refusal: { kind: 'not-found' } }
  const facts = [
    { label: t('account.email'), value: session.email },
    { label: t('account.roles'), value: session.roles.map((role) => t(`roles.${role}`)).join(', ') },
  ]
  return {
    kind: 'page',
    view: 'account/show-account',
    page: 'account',
    title: t('account.title'),
    data: { name: session.name, facts },
  }
}
