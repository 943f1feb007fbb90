import type { Day, Instant } from './day.ts'
import type { EmploymentAnswer } from './employment.ts'

/**
 * Every mail that is sent, with what its words are filled with. Tokens are those of links: whoever has one may act, so they are
 * kept sealed until the mail has gone. Nothing here tells more of a child than that a request has news.
 */
export type MailValues = {
  /** Somebody registers with this address: the link shows a page, and only its form confirms. */
  'confirm-address': { name: string; token: string; until: Instant }
  /** Somebody registered with an address that has an account already; said here only, never on the page. */
  'already-registered': { name: string }
  invitation: { invitedBy: string; role: string; for: string; token: string; until: Instant }
  'reset-password': { name: string; token: string; until: Instant }
  /** Six digits for a device that has not been seen before. */
  'device-code': { name: string; code: string; until: Instant }
  /** Somebody wants this address for its account: the link shows a page, and only its form, sent by that account, changes. */
  'confirm-new-address': { token: string; until: Instant }
  /** Somebody wanted this address for its account, but another has it; said here only, never to who asked. */
  'address-taken': { name: string }
  /** To the address that still is the account's: another one was asked for. */
  'email-change-asked': { name: string; at: Instant }
  /** To the address that no longer is the account's. */
  'email-changed': { name: string; at: Instant }
  'password-changed': { name: string; at: Instant }
  /** A passkey, an app, new recovery codes or a company's own sign-in came to an account, or one of them left it. */
  'factor-changed': {
    name: string
    what: 'passkey' | 'totp' | 'recovery-codes' | 'company-sign-in'
    change: 'added' | 'removed'
    at: Instant
  }
  /** A company has said whether somebody works for it, who named it as its employer. */
  'employment-answered': { name: string; company: string; answer: EmploymentAnswer }
  /** Nobody signed in for a year: without a sign-in until then the account ends. */
  'account-unused': { name: string; until: Day }
  /** To witnesses: whoever keeps it can show later that the trail before it was rewritten. */
  'trail-head': {
    size: number
    root: string
    at: Instant
    signature: string
    /** The signed note: several lines that must stand in the mail exactly as they are. */
    note: string
  }
}

export type MailKind = keyof MailValues

export type Mail = { [Kind in MailKind]: { kind: Kind; to: string; values: MailValues[Kind] } }[MailKind]
