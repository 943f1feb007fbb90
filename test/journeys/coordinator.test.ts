import { describe, expect, test } from 'vitest'
import { desk, journeys, tidy, type Traveller, widths } from '../support/journey.ts'

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
    expect(await coordinator.text()).toMatch(/von 79 Kindern/)
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
  test('one freezes it, both draw, the other releases it; the first works without JavaScript', async () => {
    const first = await on.travel({ script: false })
    const second = await on.travel({ viewport: desk })
    const round = `/vergaberunden/${on.demo.ids['hauptvergabe-verbund-west']}`
    await first.signIn('koordination@demo.example')
    await second.signIn('koordination2@demo.example')

    await first.goto(round)
    await second.goto(round)
    await second.page.click('main a:has-text("Probeläufe")')
    await second.page.click('button:has-text("Probelauf starten")')
    await second.page.waitForSelector('text=Probelauf – nicht verbindlich')
    await second.page.waitForSelector('.vk-figures')
    await lookAtBothWidths(second, 'dry-runs')

    await first.page.click('text=Runde einfrieren')
    expect(await first.pageName()).toBe('freeze-round')
    await second.goto(`${round}/einfrieren`)
    await lookAtBothWidths(second, 'freeze-round')
    // What the demo has filled in can be sent off as it is.
    await first.page.click('button:has-text("Einfrieren vorschlagen")')
    expect(await first.state()).toBe('open')
    expect(await first.text()).toContain('Jetzt muss eine zweite Person zustimmen')
    const short = await first.page.innerText('[data-open-act=freeze] dd.vk-hash >> nth=0')
    await second.goto(round)
    expect(await second.text()).toContain(short)
    expect(await second.text()).toContain('Vorgeschlagen von Katrin Koch (Demo) (Koordination)')
    await lookAtBothWidths(second, 'freeze-proposed')
    await second.page.click('text=Zustimmen und einfrieren')
    expect(await second.state()).toBe('frozen')
    expect(await second.text()).toContain('drand quicknet, Runde 1000')
    await first.goto(round)
    await lookAtBothWidths(second, 'round-frozen')

    await first.page.click('text=Zufallswert eingeben')
    const hint = await first.page.innerText('main .vk-hash')
    const signature = /[0-9a-f]{96}/.exec(hint)?.[0] ?? ''
    await first.page.fill('[name=signature]', signature.slice(1))
    await first.page.press('[name=signature]', 'Enter')
    expect(await first.text()).toContain('Das ist nicht die Signatur dieser Runde')
    await first.page.fill('[name=signature]', signature)
    await first.page.press('[name=signature]', 'Enter')
    expect(await first.text()).toContain('Jetzt muss ihn eine zweite Person')

    await second.goto(round)
    expect(await second.text()).not.toContain('fe290beca10872ef')
    await second.page.click('text=Zufallswert eingeben')
    await second.page.fill('[name=signature]', signature.slice(1))
    await second.page.click('text=Wert bestätigen')
    await lookAtBothWidths(second, 'enter-value')
    await second.page.fill('[name=signature]', signature)
    await second.page.click('text=Wert bestätigen')
    await first.goto(round)
    // The second one's page follows the progress by itself; the first one's reloads itself.
    await second.page.waitForSelector('main[data-state=computed]')
    await first.page.waitForSelector('main[data-state=computed]')
    expect(await second.text()).toContain('Berechnet und unabhängig geprüft')

    await first.page.click('text=Zur Freigabe vorschlagen')
    expect(await first.text()).toContain('Jetzt muss eine zweite Person')
    await second.goto(round)
    await lookAtBothWidths(second, 'release-proposed')
    await second.page.click('button:has-text("Ergebnis freigeben")')
    expect(await second.state()).toBe('released')
    await first.close()
    await second.close()
  })
})

async function lookAtBothWidths(person: Traveller, name: string): Promise<void> {
  for (const [, viewport] of widths) {
    await person.page.setViewportSize(viewport)
    expect(await person.lookAround(name)).toEqual(tidy)
  }
}
