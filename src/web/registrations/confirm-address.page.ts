import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

export async function showConfirmAddress({ actions, params }: Visit): Promise<Reply> {
  const shown = await actions.showRegistration(params.token)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { confirmed, email } = shown.value
  return {
    kind: 'page',
    view: 'registrations/confirm-address',
    page: 'confirm-address',
    title: t('confirm.title'),
    state: confirmed ? 'confirmed' : 'open',
    data: {
      confirmed,
      lead: t('confirm.lead', { email: email ?? '' }),
      action: paths.confirmAddress.href(params.token),
      signIn: paths.signIn.href(),
    },
  }
}

export async function confirmAddress({ actions, params }: Visit): Promise<Reply> {
  const confirmed = await actions.confirmAddress(params.token)
  if (!confirmed.ok) return { kind: 'refused', refusal: confirmed.refusal }
  return { kind: 'redirect', to: `${paths.welcome.href()}?nach=registrierung` }
}
