import { readFileSync } from 'node:fs'
import Handlebars from 'handlebars'
import type { Mail } from '../../domain/mail.ts'
import { t } from '../words.ts'
import { composeMail } from './compose-mail.ts'
import { plainName } from './plain-name.ts'

export type WrittenMail = { subject: string; text: string; html: string }

/** The mails of an installation, in German, as plain text and as a page without images. Links begin with `baseUrl`. */
export function mailWriter(baseUrl: string): (mail: Mail) => WrittenMail {
  const handlebars = Handlebars.create()
  const template = (name: string, noEscape: boolean) => {
    const source = readFileSync(new URL(`../../../views/mail/${name}.hbs`, import.meta.url), 'utf8')
    return handlebars.compile(source, { noEscape, strict: false })
  }
  const text = template('letter.txt', true)
  const html = template('letter.html', false)
  return (mail) => {
    const { name = '', link, ...composed } = composeMail(mail)
    const shown = plainName(name)
    const letter = {
      ...composed,
      ...(link !== undefined && { link: baseUrl + link }),
      greeting: shown ? t('mail.greetingTo', { name: shown }) : t('mail.greeting'),
      farewell: t('mail.closing'),
      sender: t('mail.sender'),
      automatic: t('mail.automatic'),
    }
    return { subject: composed.subject, text: text(letter), html: html(letter) }
  }
}
