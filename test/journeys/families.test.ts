import { describe, expect, test } from 'vitest'
import { desk, journeys, tidy, widths } from '../support/journey.ts'

const on = journeys()

describe.each(widths)('a family %s', (_, viewport) => {
  test('that got a place reads which, what it counts for, and how its points came about', async () => {
    const parent = await on.travel({ viewport })
    await parent.signIn('eltern1@demo.example')

    expect(await parent.pageName()).toBe('place-request')
    const text = await parent.text()
    expect(text).toContain('Ben hat einen Platz')
    expect(text).toMatch(/Dieser Platz ist es geworden\. Er (zählt für das Kontingent von|kommt aus dem offenen Topf)/)
    expect(text).toContain('Alleinerziehend')
    expect(await parent.lookAround('family-offer')).toEqual(tidy)
    await parent.close()
  })

  test('that waits reads why with numbers, and finds care for the meantime', async () => {
    const parent = await on.travel({ viewport, script: viewport === desk })
    const { page } = parent
    await parent.signIn('eltern2@demo.example')

    expect(await parent.text()).toContain('Ella steht auf der Warteliste')
    expect(await page.locator('.vk-reason').first().innerText()).toMatch(/Ihr Kind hatte \d+ Punkte?|Nicht erreicht/)
    if (viewport === desk) expect(await parent.lookAround('family-waitlist')).toEqual(tidy)

    await page.click('text=Passende Familienangebote ansehen')
    expect(await parent.pageName()).toBe('family-services')
    expect(await page.inputValue('[name=years]')).toBe('2')
    expect(await page.inputValue('[name=near]')).toBe('home')
    expect(await parent.text()).toContain('gemessen von: Ihrem Zuhause')
    await page.click('main h3 a >> nth=0')
    expect(await parent.pageName()).toBe('family-service')
    await parent.close()
  })

  test('whose round is still open reads until when, and no result', async () => {
    const parent = await on.travel({ viewport })
    await parent.signIn('eltern4@demo.example')

    expect(await parent.text()).toContain('Ihre Anfrage ist angekommen')
    expect(await parent.page.locator('.vk-reason').count()).toBe(0)
    expect(await parent.lookAround('family-submitted')).toEqual(tidy)
    await parent.close()
  })
})

describe.each(widths)('a visitor %s', (_, viewport) => {
  test('searches the family services without an account and without JavaScript', async () => {
    const visitor = await on.travel({ viewport, script: viewport === desk })
    const { page } = visitor
    await visitor.goto('/familienangebote')
    if (viewport === desk) expect(await visitor.lookAround('family-services')).toEqual(tidy)

    await page.fill('[name=text]', 'Schwebebahn')
    await page.press('[name=text]', 'Enter')
    await page.waitForURL(/text=Schwebebahn/)
    expect(await page.locator('main h3').allInnerTexts()).toEqual(['Hol- und Bringdienst'])
    expect(await visitor.text()).toContain('Angaben älter als 12 Monate')
    await page.click('main h3 a')
    expect(await visitor.pageName()).toBe('family-service')
    expect(await visitor.text()).toContain('Montag bis Freitag, 6:30 bis 18:30 Uhr')
    if (viewport === desk) expect(await visitor.lookAround('family-service')).toEqual(tidy)

    await visitor.goto('/familienangebote?text=gibtesnicht')
    expect(await page.locator('[data-code=no-hits]').count()).toBe(1)
    await visitor.close()
  })
})
