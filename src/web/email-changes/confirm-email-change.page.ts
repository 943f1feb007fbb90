import type { EmailChangeRefusal } from '../../actions/email-changes/show-email-change.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

export async function showEmailChange({ actions, viewer, params }: Visit): Promise<Reply> {
  const shown = await actions.showEmailChange(viewer, params.token)
  if (!shown.ok) return refused(shown.refusal)
  return {
    kind: 'page',
    view: 'email-changes/confirm-email-change',
    page: 'confirm-email-change',
    title: t('emailChange.confirmTitle'),
    data: {
      lead: t('emailChange.confirmLead', { email: shown.value.email }),
      action: paths.confirmEmailChange.href(params.token),
    },
  }
}

export async function confirmEmailChange({ actions, viewer, params }: Visit): Promise<Reply> {
  const confirmed = await actions.confirmEmailChange(viewer, params.token)
  return confirmed.ok ? { kind: 'signed-out', to: `${paths.welcome.href()}?nach=email` } : refused(confirmed.refusal)
}

function refused(refusal: EmailChangeRefusal): Reply {
  // Whoever is here with the wrong account finds nothing in it.
  if (refusal.kind === 'email-change-of-another') return { kind: 'refused', refusal }
  return { kind: 'refused', refusal, way: { href: paths.account.href(), text: t('account.title') } }
}
