import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { desk, phone, Traveller } from '../support/journey.ts'
import { type DemoApp, demoApp } from '../support/running-app.ts'

let demo: DemoApp
let browser: Browser

beforeAll(async () => {
  demo = await demoApp()
  await demo.app.start()
  browser = await openBrowser()
}, 60_000)
afterAll(async () => {
  await browser.close()
  await demo.drop()
})

const tidy = { overflow: 0, headings: 1 }

describe.each([
  ['on a phone', phone],
  ['at a desk', desk],
])('a coordinator %s', (_, viewport) => {
  test('reads the released round: figures, charts, cut-offs, a child by ticket', async () => {
    const coordinator = await Traveller.with(browser, demo.app.url, { viewport })
    const { page } = coordinator
    await coordinator.signIn('koordination@demo.example')
    expect(await coordinator.pageName()).toBe('consortia')
    expect(await coordinator.lookAround('coordinator-consortia')).toEqual(tidy)

    await page.click('text=Verbund Wuppertal-Ost')
    expect(await coordinator.lookAround('coordinator-consortium')).toEqual(tidy)
    await page.click('main a:has-text("Hauptvergabe")')
    expect(await coordinator.state()).toBe('released')
    expect(await page.locator('svg[role=img]').count()).toBe(2)
    expect(await coordinator.lookAround('coordinator-round')).toEqual(tidy)

    await page.click('text=Platzarten und ihre Grenzen')
    expect(await coordinator.lookAround('coordinator-place-classes')).toEqual(tidy)
    await page.goBack()
    await page.click('text=Alle Kinder nach Losnummer')
    await page.selectOption('[name=result]', 'waiting')
    await page.click('text=Anzeigen')
    expect(await coordinator.text()).toMatch(/von 77 Kindern/)
    expect(await coordinator.lookAround('coordinator-children')).toEqual(tidy)
    await page.click('tbody a >> nth=0')
    expect(await coordinator.pageName()).toBe('round-child')
    expect(await coordinator.lookAround('coordinator-child')).toEqual(tidy)
    await coordinator.close()
  })
})

describe('two coordinators with an open round', () => {
  test('one computes it and watches it live, the other releases it; the first works without JavaScript', async () => {
    const first = await Traveller.with(browser, demo.app.url, { script: false })
    const second = await Traveller.with(browser, demo.app.url, { viewport: desk })
    const round = `/vergaberunden/${demo.ids['hauptvergabe-verbund-west']}`
    await first.signIn('koordination@demo.example')
    await second.signIn('koordination2@demo.example')

    await first.goto(round)
    await first.page.click('text=Einfrieren und berechnen')
    await second.goto(round)
    // The second one's page follows the progress by itself; the first one's reloads itself.
    await second.page.waitForSelector('main[data-state=computed]')
    await first.page.waitForSelector('main[data-state=computed]')
    expect(await second.text()).toContain('Berechnet und unabhängig geprüft')

    await first.page.click('text=Zur Freigabe vorschlagen')
    expect(await first.text()).toContain('Jetzt muss eine zweite Person')
    await second.goto(round)
    await second.page.click('text=Ergebnis freigeben')
    expect(await second.state()).toBe('released')
    await first.close()
    await second.close()
  })
})
