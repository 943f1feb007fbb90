import { paths } from '../paths.ts'
import { get, post, type Route } from '../route.ts'
import { retryMails, showOutbox } from './show-outbox.page.ts'

export const mailRoutes: readonly Route[] = [
  get(paths.mails, 'show-outbox', 'outbox.view', showOutbox),
  post(paths.retryMail, 'retry-mail', 'outbox.retry', retryMails, { idempotent: true, states: ['stuck'] }),
  post(paths.retryMails, 'retry-mails', 'outbox.retry', retryMails, { idempotent: true, states: ['stuck'] }),
]
