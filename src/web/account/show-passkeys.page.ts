import { paths } from '../paths.ts'
import type { Reply } from '../route.ts'
import { passkeyScript } from '../sessions/second-factor.page.ts'
import { t } from '../words.ts'

/** A page of its own behind a fresh proof: the browser asks for the passkey before anything is sent. */
export function showPasskeys(): Reply {
  return {
    kind: 'page',
    view: 'account/add-passkey',
    page: 'add-passkey',
    title: t('passkey.add'),
    script: passkeyScript,
    data: { action: paths.accountPasskeys.href(), back: paths.account.href() },
  }
}
