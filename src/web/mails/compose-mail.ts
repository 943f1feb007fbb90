import type { Instant } from '../../domain/day.ts'
import type { Mail } from '../../domain/mail.ts'
import { formatDay, formatInstant, formatNumber } from '../format.ts'
import { paths } from '../paths.ts'
import { isWordKey, t } from '../words.ts'
import { plainName } from './plain-name.ts'

/** A mail in finished words. `link` is a path of ours. */
export type ComposedMail = {
  subject: string
  name?: string
  paragraphs: string[]
  link?: string
  code?: string
  facts?: { label: string; value: string }[]
  closing: string[]
}

/** The words of each kind; a kind without words does not compile. */
export function composeMail(mail: Mail): ComposedMail {
  switch (mail.kind) {
    case 'confirm-address': {
      const { name, token, until } = mail.values
      return { ...withLink('confirm-address', paths.confirmAddress.href(token), until), name }
    }
    case 'already-registered': {
      const { subject, text, after } = wordsOf('already-registered')
      const { name } = mail.values
      return { subject, name, paragraphs: [text], link: paths.signIn.href(), closing: [after] }
    }
    case 'invitation': {
      const { invitedBy, role, for: subject, token, until } = mail.values
      const roleWord = `roles.${role}`
      const values = {
        invitedBy: plainName(invitedBy),
        role: isWordKey(roleWord) ? t(roleWord) : plainName(role),
        for: plainName(subject),
      }
      return withLink('invitation', paths.invitation.href(token), until, values)
    }
    case 'reset-password': {
      const { name, token, until } = mail.values
      return { ...withLink('reset-password', paths.resetPassword.href(token), until), name }
    }
    case 'confirm-new-address': {
      const { token, until } = mail.values
      // Without the name: whoever mistypes the address does not give it to a stranger.
      return withLink('confirm-new-address', paths.confirmEmailChange.href(token), until)
    }
    case 'address-taken': {
      const { subject, text, after } = wordsOf('address-taken')
      const { name } = mail.values
      return { subject, name, paragraphs: [text], link: paths.signIn.href(), closing: [after] }
    }
    case 'email-change-asked':
    case 'email-changed': {
      const { name, at } = mail.values
      const { subject, text, after } = wordsOf(mail.kind, { at: formatInstant(at) })
      const link = (mail.kind === 'email-changed' ? paths.imprint : paths.account).href()
      return { subject, name, paragraphs: [text, after], link, closing: [] }
    }
    case 'device-code': {
      const { name, code, until } = mail.values
      const { subject, text, after } = wordsOf('device-code')
      const validity = t('mail.device-code.until', { until: formatInstant(until) })
      return { subject, name, paragraphs: [text], code, closing: [validity, after] }
    }
    case 'employment-answered': {
      const { name, answer } = mail.values
      const company = plainName(mail.values.company)
      return {
        subject: t(`mail.employment-answered.${answer}.subject`, { company }),
        name,
        paragraphs: [t(`mail.employment-answered.${answer}.text`, { company })],
        link: paths.signIn.href(),
        closing: [t(`mail.employment-answered.${answer}.after`)],
      }
    }
    case 'account-unused': {
      const { name, until } = mail.values
      const { subject, text, after } = wordsOf('account-unused', { day: formatDay(until) })
      return { subject, name, paragraphs: [text], link: paths.signIn.href(), closing: [after] }
    }
    case 'password-changed': {
      const { name, at } = mail.values
      const { subject, text, after } = wordsOf('password-changed', { at: formatInstant(at) })
      return { subject, name, paragraphs: [text, after], link: paths.signIn.href(), closing: [] }
    }
    case 'factor-changed': {
      const { name, what, change, at } = mail.values
      const values = { at: formatInstant(at), what: t(`mail.factor-changed.${what}`) }
      return {
        subject: t('mail.factor-changed.subject'),
        name,
        paragraphs: [t(`mail.factor-changed.${change}`, values), t('mail.factor-changed.after')],
        link: paths.signIn.href(),
        closing: [],
      }
    }
    case 'trail-head': {
      const { size, root, at, signature } = mail.values
      const facts = [
        { label: t('mail.trail-head.size'), value: String(size) },
        { label: t('mail.trail-head.root'), value: root },
        { label: t('mail.trail-head.at'), value: at },
        { label: t('mail.trail-head.signature'), value: signature },
      ]
      const subject = t('mail.trail-head.subject', { size: formatNumber(size) })
      return { subject, paragraphs: [t('mail.trail-head.text')], facts, closing: [] }
    }
  }
}

type Linked = 'confirm-address' | 'invitation' | 'reset-password' | 'confirm-new-address'

function withLink(kind: Linked, link: string, until: Instant, values: Record<string, string> = {}): ComposedMail {
  const { subject, text, after } = wordsOf(kind, values)
  return { subject, paragraphs: [text], link, closing: [t('mail.until', { until: formatInstant(until) }), after] }
}

function wordsOf(
  kind:
    | Linked
    | 'already-registered'
    | 'address-taken'
    | 'email-change-asked'
    | 'email-changed'
    | 'account-unused'
    | 'device-code'
    | 'password-changed',
  values: Record<string, string> = {},
) {
  return {
    subject: t(`mail.${kind}.subject`),
    text: t(`mail.${kind}.text`, values),
    after: t(`mail.${kind}.after`),
  }
}
