import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { openDatabase } from '../../src/store/db.ts'
import { openBrowser } from '../support/browser.ts'
import { client, CompanyProvider } from '../support/company-provider.ts'
import { desk, phone, tidy, Traveller } from '../support/journey.ts'
import { type DemoApp, demoApp } from '../support/running-app.ts'

const email = 'personal-klinik@demo.example'
let demo: DemoApp
let company: CompanyProvider
let browser: Browser

beforeAll(async () => {
  demo = await demoApp()
  company = await CompanyProvider.open(`${demo.app.url}/anmelden/firma/klinik/zurueck`)
  const rule = { claim: 'groups', value: 'personal', role: 'hr', companyId: await companyOf(email) }
  const provider = {
    id: 'klinik',
    company: 'Klinikum',
    issuer: company.issuer,
    mailDomains: ['demo.example'],
    rules: [rule],
    ...client,
  }
  writeFileSync(join(demo.dataDir, 'oidc.json'), JSON.stringify([provider]), { mode: 0o600 })
  company.expect({ sub: 'employee-1', email, email_verified: true, groups: ['personal'] })
  await demo.app.start()
  browser = await openBrowser()
}, 60_000)
afterAll(async () => {
  await browser.close()
  await company.close()
  await demo.drop()
})

async function companyOf(address: string): Promise<string> {
  const { db, close } = openDatabase(demo.databaseUrl)
  const { subject_id } = await db
    .selectFrom('account_role')
    .innerJoin('account', 'account.id', 'account_role.account_id')
    .select('subject_id')
    .where('email', '=', address)
    .executeTakeFirstOrThrow()
  await close()
  return subject_id
}

describe.each([
  ['on a phone', { viewport: phone, script: true }],
  ['at a desk without JavaScript', { viewport: desk, script: false }],
] as const)('somebody from HR, %s', (_, options) => {
  // What looks around is a script.
  const look = async (hr: Traveller, name: string) => {
    if (options.script) expect(await hr.lookAround(name)).toEqual(tidy)
  }

  test('links the company’s sign-in once and comes in by it from then on, and cuts the link again', async () => {
    const hr = await Traveller.with(browser, demo.app.url, options)
    const { page } = hr
    await hr.signIn(email)
    await page.click('main >> text=Firmenzugang')
    await look(hr, 'company-identities')
    await page.click('text=Verbinden mit Klinikum')
    await page.waitForSelector('text=Verbunden seit')
    expect(new URL(page.url()).search).toBe('')
    await page.click('text=Abmelden')

    await hr.goto('/anmelden')
    await page.click('text=Mit dem Firmenzugang anmelden')
    await look(hr, 'company-doors')
    await page.click('text=Weiter mit Klinikum')
    // This company vouches for a password only: the second factor is shown here.
    await page.waitForSelector('main[data-page=second-factor]')
    expect(page.url()).not.toContain('code=')
    await hr.showSecondFactor(email)
    expect(await hr.pageName()).toBe('company')

    await hr.goto('/konto/firmenzugang')
    await page.click('text=Verbindung mit Klinikum trennen')
    await page.waitForSelector('text=Noch nicht verbunden')
    await hr.close()
  })
})
