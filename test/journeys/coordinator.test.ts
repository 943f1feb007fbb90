import { describe, expect, test } from 'vitest'
import { desk, journeys, tidy, widths } from '../support/journey.ts'

const on = journeys()

describe.each(widths)('a coordinator %s', (_, viewport) => {
  test('reads the released round: figures, charts, cut-offs, a child by ticket', async () => {
    const coordinator = await on.travel({ viewport })
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

describe.each(widths)('a coordinator who wonders about the points %s', (_, viewport) => {
  test('tries others on the released round and reads child by child what would be otherwise', async () => {
    const coordinator = await on.travel({ viewport })
    const { page } = coordinator
    await coordinator.signIn('koordination@demo.example')
    await page.click('text=Verbund Wuppertal-Ost')
    await page.click('text=Nach welchen Punkten vergeben wird')
    expect(await coordinator.lookAround('coordinator-points')).toEqual(tidy)

    await page.click('text=Andere Punkte ausprobieren')
    await page.fill('[name=single-parent-points]', '7,5')
    await page.click('text=Vorschau berechnen')
    expect(await coordinator.pageName()).toBe('start-catalogue-preview')
    expect(await page.inputValue('[name=single-parent-points]')).toBe('7,5')
    expect(await coordinator.lookAround('coordinator-points-refused')).toEqual(tidy)

    await page.fill('[name=single-parent-points]', '40')
    await page.click('text=Vorschau berechnen')
    await page.waitForSelector('main[data-state=computed]')
    expect(await page.locator('tr[data-move=lost]').count()).toBeGreaterThan(0)
    expect(await coordinator.lookAround('coordinator-preview')).toEqual(tidy)
    await coordinator.close()
  })
})

describe('two coordinators with an open round', () => {
  test('one computes it and watches it live, the other releases it; the first works without JavaScript', async () => {
    const first = await on.travel({ script: false })
    const second = await on.travel({ viewport: desk })
    const round = `/vergaberunden/${on.demo.ids['hauptvergabe-verbund-west']}`
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
