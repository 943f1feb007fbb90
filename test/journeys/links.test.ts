import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { describe, expect, test, vi } from 'vitest'
import { demoPassword } from '../../db/seed/demo-network.ts'
import { journeys, tidy } from '../support/journey.ts'

/** Links of mails in a real browser, which says of every form where it comes from: a server without one cannot show that it listens. */

const on = journeys()

/** The link in a mail of that kind of address, once it has been delivered. */
function linkIn(page: string): Promise<string> {
  const folder = join(on.demo.dataDir, 'mail')
  const link = new RegExp(`http://localhost:\\d+(${page}/[\\w-]+)`)
  return vi.waitFor(
    async () => {
      for (const file of readdirSync(folder).filter((name) => name.endsWith('.eml'))) {
        const { text = '' } = await simpleParser(readFileSync(join(folder, file)))
        const found = link.exec(text)?.[1]
        if (found !== undefined) return found
      }
      throw new Error(`no mail has a link to ${page}`)
    },
    { timeout: 20_000 },
  )
}

describe('a parent on her phone', () => {
  test('sets a new password by the link of a mail', async () => {
    const parent = await on.travel()
    const { page } = parent
    await parent.goto('/passwort-vergessen')
    await page.fill('[name=email]', 'eltern4@demo.example')
    await page.press('[name=email]', 'Enter')
    await page.waitForSelector('main[data-page=reset-asked]')

    await parent.goto(await linkIn('/passwort-neu'))
    expect(await parent.lookAround('reset-password')).toEqual(tidy)
    await page.fill('[name=password]', 'der Elefant fiel in die Wupper')
    await page.press('[name=password]', 'Enter')

    await page.waitForSelector('main[data-page=welcome][data-state=password]')
  }, 60_000)

  test('changes her address, and signs in with the new one', async () => {
    const parent = await on.travel()
    const { page } = parent
    await parent.signIn('eltern2@demo.example')
    await parent.goto('/konto')
    await page.click('a:has-text("E-Mail-Adresse ändern")')
    await page.waitForSelector('main[data-page=change-email]')
    expect(await parent.lookAround('change-email')).toEqual(tidy)
    await page.fill('[name=email]', 'carla.neu@demo.example')
    await page.press('[name=email]', 'Enter')
    await page.waitForSelector('[data-code=email-change-open]')
    expect(await parent.lookAround('email-change-open')).toEqual(tidy)

    await parent.goto(await linkIn('/konto/email/bestaetigen'))
    expect(await parent.lookAround('confirm-email-change')).toEqual(tidy)
    await page.click('button:has-text("Neue Adresse bestätigen")')
    await page.waitForSelector('main[data-page=welcome][data-state=email]')
    expect(await parent.lookAround('email-changed')).toEqual(tidy)

    await page.click('main a:has-text("Zur Anmeldung")')
    await page.fill('[name=email]', 'carla.neu@demo.example')
    await page.fill('[name=password]', demoPassword)
    await page.press('[name=password]', 'Enter')
    await page.waitForURL((url) => !url.pathname.startsWith('/anmelden'))
    await parent.goto('/konto')
    expect(await parent.text()).toContain('carla.neu@demo.example')
  }, 60_000)
})
