import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { describe, expect, test, vi } from 'vitest'
import { demoPassword } from '../../db/seed/demo-network.ts'
import { journeys, tidy, type Traveller } from '../support/journey.ts'

const on = journeys()
const newPassword = 'drei bunte Drachen am Seil'

/** The address that a mail to somebody leads to, as soon as the server has written and sent it to the demo's folder. */
const linkTo = (address: string, path: string) =>
  vi.waitFor(
    async () => {
      const folder = join(on.demo.dataDir, 'mail')
      const files = (await readdir(folder)).filter((name) => name.endsWith('.eml'))
      const mails = await Promise.all(files.map(async (name) => simpleParser(await readFile(join(folder, name)))))
      const texts = mails.filter(({ to }) => [to].flat().some((one) => one?.text === address)).map(({ text }) => text)
      const link = new RegExp(`https?://[^/]+(${path}/[\\w-]+)`).exec(texts.join('\n'))
      if (!link) throw new Error(`no mail to ${address} leads to ${path}`)
      return link[1]
    },
    { timeout: 20_000, interval: 100 },
  )

async function submit({ page }: Traveller, action: string): Promise<void> {
  await page.click(`form[data-action=${action}] button`)
  await page.waitForLoadState()
}

// A browser says with a form where it comes from, and says less of it on a page whose address is a secret.
describe('somebody who opens the link of a mail in a browser', () => {
  test('chooses a new password, and signs in with it', async () => {
    const parent = await on.travel()
    const { page } = parent
    await parent.goto('/passwort-vergessen')
    await page.fill('[name=email]', 'eltern4@demo.example')
    await submit(parent, 'ask-for-password-reset')
    expect(await parent.pageName()).toBe('reset-asked')

    await parent.goto(await linkTo('eltern4@demo.example', '/passwort-neu'))
    await page.fill('[name=password]', 'kurz')
    await submit(parent, 'reset-password')
    expect(await parent.pageName()).toBe('reset-password')
    expect(await parent.lookAround('reset-password')).toEqual(tidy)
    await page.fill('[name=password]', newPassword)
    await submit(parent, 'reset-password')
    expect(await parent.pageName()).toBe('welcome')

    await parent.goto('/anmelden')
    await page.fill('[name=email]', 'eltern4@demo.example')
    await page.fill('[name=password]', newPassword)
    await submit(parent, 'sign-in')
    expect(await parent.pageName()).toBe('place-request')
    await parent.close()
  })

  test('confirms her address after she has registered with the code of a company', async () => {
    const hr = await on.travel()
    await hr.signIn('personal-klinik@demo.example')
    await hr.goto('/unternehmen/codes')
    await hr.page.fill('[name=label]', 'Intranet')
    await hr.page.fill('[name=uses]', '5')
    await submit(hr, 'make-company-code')
    const code = await hr.page.innerText('[data-field=code] >> nth=0')
    await hr.close()

    const parent = await on.travel()
    const { page } = parent
    await parent.goto('/registrieren')
    const typed = { code, givenName: 'Ida', familyName: 'Neu', email: 'ida@neu.example', password: newPassword }
    for (const [name, value] of Object.entries(typed)) await page.fill(`[name=${name}]`, value)
    await submit(parent, 'register-parent')
    await parent.goto(await linkTo('ida@neu.example', '/konto/bestaetigen'))
    await submit(parent, 'confirm-address')
    expect(await parent.pageName()).toBe('welcome')
    await parent.close()
  })

  test('accepts an invitation', async () => {
    const coordinator = await on.travel()
    await coordinator.signIn('koordination@demo.example')
    await coordinator.goto('/einladungen')
    await coordinator.page.selectOption('[name=what]', { index: 1 })
    await coordinator.page.fill('[name=email]', 'neu@kita.example')
    await submit(coordinator, 'give-invitation')
    await coordinator.close()

    const invited = await on.travel()
    const { page } = invited
    await invited.goto(await linkTo('neu@kita.example', '/einladung'))
    const typed = { givenName: 'Mina', familyName: 'Neu', password: newPassword }
    for (const [name, value] of Object.entries(typed)) await page.fill(`[name=${name}]`, value)
    await submit(invited, 'accept-invitation')
    expect(await invited.pageName()).toBe('welcome')
    await invited.close()
  })

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

    await parent.goto(await linkTo('carla.neu@demo.example', '/konto/email/bestaetigen'))
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
    await parent.close()
  })
})
