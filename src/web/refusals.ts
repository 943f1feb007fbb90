import type { refusals } from './messages/de/refusals.ts'
import { t } from './words.ts'

export type RefusalKind = keyof (typeof refusals)['refusals']

/** The status of each refusal; a new kind does not compile until it has one, and words. */
const statuses: Readonly<Record<RefusalKind, number>> = {
  'not-found': 404,
  'sign-in-needed': 401,
  'sign-in-failed': 422,
  'too-many-attempts': 429,
  'second-factor-needed': 403,
  'device-code-needed': 403,
  'fresh-proof-needed': 403,
  'wrong-code': 422,
  'too-many-codes': 401,
  'link-expired': 410,
  'email-change-over': 410,
  'email-change-of-another': 404,
  'invitation-not-open': 410,
  'code-withdrawn-already': 409,
  'employment-counts-already': 409,
  'own-role': 409,
  'last-factor': 409,
  'passkey-refused': 422,
  'form-outdated': 403,
  'too-large': 413,
  malformed: 400,
  'not-a-form': 415,
  unexpected: 500,
  unavailable: 503,
  'too-slow': 503,
  'changed-meanwhile': 409,
  'key-used-otherwise': 422,
  'round-not-open': 409,
  'no-open-round': 409,
  'round-not-frozen': 409,
  'round-drawn-already': 409,
  'dry-run-under-way': 409,
  'second-entry-needed': 409,
  'value-not-published': 409,
  'value-known-already': 409,
  'entries-differ': 409,
  'no-siblings-applying': 409,
  'reserves-exceed-vacancies': 409,
  'round-not-computed': 409,
  'not-proposed': 409,
  'proposed-already': 409,
  'proposed-by-another': 409,
  'guardian-concerned': 409,
  'second-person-needed': 409,
  'other-content-proposed': 409,
  'content-changed': 409,
  'not-possible-now': 409,
  'proposer-not-permitted': 409,
  'delegation-over': 409,
  'delegation-days': 422,
  'delegation-too-long': 422,
  'no-stand-in': 422,
  'no-computed-round': 409,
  'facts-not-kept': 409,
  'mail-not-stuck': 409,
  'oidc-provider-down': 409,
  'oidc-cancelled': 409,
  'oidc-refused': 409,
  'oidc-outdated': 409,
  'oidc-not-linked': 409,
  'oidc-no-role': 409,
  'oidc-other-roles': 409,
  'oidc-mail-unverified': 409,
  'oidc-mail-foreign': 409,
  'oidc-mail-differs': 409,
  'oidc-linked-otherwise': 409,
}

export function statusOf(kind: RefusalKind): number {
  return statuses[kind]
}

export function wordsOf(
  kind: RefusalKind,
  values: Record<string, string | number> = {},
): { title: string; text: string } {
  return { title: t(`refusals.${kind}.title`, values), text: t(`refusals.${kind}.text`, values) }
}
