import type { CDPSession } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { demoPassword } from '../../db/seed/demo-network.ts'
import { journeys, tidy, type Traveller } from '../support/journey.ts'

const on = journeys()

/** A phone's own authenticator, with a finger that always fits. */
async function withAuthenticator({ page }: Traveller): Promise<{ devtools: CDPSession; authenticatorId: string }> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { devtools, authenticatorId }
}

async function signOut({ page }: Traveller): Promise<void> {
  await page.click('button:has-text("Abmelden") >> nth=0')
  await page.waitForSelector('main[data-page=start]')
}

describe('somebody from HR on her phone', () => {
  test('makes a passkey, signs in with it alone, and with it after her password', async () => {
    const hr = await on.travel()
    const { page } = hr
    const { devtools, authenticatorId } = await withAuthenticator(hr)
    await hr.signIn('personal-klinik@demo.example')

    await hr.goto('/konto/passkeys')
    expect(await hr.pageName()).toBe('add-passkey')
    expect(await hr.lookAround('add-passkey')).toEqual(tidy)
    await page.fill('[name=name]', 'Diensthandy')
    await page.click('button:has-text("Passkey hinzufügen")')
    await page.waitForSelector('main[data-page=account]')
    expect(await hr.text()).toContain('Diensthandy')
    expect(await hr.lookAround('account')).toEqual(tidy)

    await signOut(hr)
    await hr.goto('/anmelden')
    expect(await hr.lookAround('sign-in')).toEqual(tidy)
    await page.click('button:has-text("Mit Passkey anmelden")')
    await page.waitForSelector('main[data-page=company]')

    await signOut(hr)
    await hr.goto('/anmelden')
    await page.fill('[name=email]', 'personal-klinik@demo.example')
    await page.fill('[name=password]', demoPassword)
    await page.press('[name=password]', 'Enter')
    await page.waitForSelector('main[data-page=second-factor]')
    expect(await hr.lookAround('second-factor')).toEqual(tidy)
    await page.click('button:has-text("Mit Passkey weiter")')
    await page.waitForSelector('main[data-page=company]')

    // An authenticator without finger, face or PIN is one factor, and not enough.
    await signOut(hr)
    await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
    await hr.goto('/anmelden')
    await page.click('button:has-text("Mit Passkey anmelden")')
    await page.waitForSelector('[data-passkey-problem]:visible')
    await hr.close()
  })

  test('is warned of a copy of her passkey: its counter stands behind, and it opens nothing', async () => {
    const hr = await on.travel()
    const { page } = hr
    const { devtools, authenticatorId } = await withAuthenticator(hr)
    await hr.signIn('personal-hochschule@demo.example')
    await hr.goto('/konto/passkeys')
    await page.fill('[name=name]', 'Tablet')
    await page.click('button:has-text("Passkey hinzufügen")')
    await page.waitForSelector('main[data-page=account]')
    const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId })
    const [copied] = credentials
    await signOut(hr)
    await hr.goto('/anmelden')
    await page.click('button:has-text("Mit Passkey anmelden")')
    await page.waitForSelector('main[data-page=company]')
    await signOut(hr)

    const { credentialId } = copied
    await devtools.send('WebAuthn.removeCredential', { authenticatorId, credentialId })
    await devtools.send('WebAuthn.addCredential', { authenticatorId, credential: { ...copied, signCount: 0 } })
    await hr.goto('/anmelden')
    await page.click('button:has-text("Mit Passkey anmelden")')
    await page.waitForSelector('[data-code=passkey-refused]')
    await hr.signIn('personal-hochschule@demo.example')
    await hr.goto('/konto')

    expect(await hr.text()).toContain('Vielleicht gibt es eine Kopie dieses Passkeys')
    expect(await hr.lookAround('copied-passkey')).toEqual(tidy)
    await hr.close()
  })

  test('without JavaScript is told that an app is the way', async () => {
    const hr = await on.travel({ script: false })
    await hr.signIn('personal-hochschule@demo.example')
    await hr.goto('/konto/passkeys')

    expect(await hr.text()).toContain('Passkeys brauchen JavaScript')
    expect(await hr.page.locator('button:has-text("Passkey hinzufügen")').isVisible()).toBe(false)
    await hr.close()
  })

  test('sets up another app, and has codes for its loss', async () => {
    const hr = await on.travel()
    await hr.signIn('personal-hochschule@demo.example')
    await hr.goto('/konto/app')
    expect(await hr.lookAround('enrol-totp')).toEqual(tidy)
    await hr.goto('/konto/wiederherstellung')
    await hr.page.click('button:has-text("Zehn Codes erzeugen")')
    await hr.page.waitForSelector('.vk-codes')
    expect(await hr.page.locator('.vk-codes li').count()).toBe(10)
    expect(await hr.lookAround('recovery-codes')).toEqual(tidy)
    await hr.close()
  })
})
