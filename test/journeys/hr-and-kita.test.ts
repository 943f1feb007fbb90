import { describe, expect, test } from 'vitest'
import { desk, journeys, tidy, widths } from '../support/journey.ts'

const on = journeys()

describe.each(widths)('HR %s', (_, viewport) => {
  test('sees its quotas with their use and what became of its requests', async () => {
    const hr = await on.travel({ viewport })
    await hr.signIn('personal-klinik@demo.example')

    expect(await hr.pageName()).toBe('company')
    expect(await hr.text()).toContain('Klinik am Tannenkopf')
    expect(await hr.page.locator('.kern-badge').count()).toBeGreaterThan(5)
    expect(await hr.lookAround('hr-company')).toEqual(tidy)
    await hr.close()
  })

  test('requests a place while the round is open; a slip is named and nothing typed is lost', async () => {
    const hr = await on.travel({ viewport, script: viewport === desk })
    const { page } = hr
    await hr.signIn('personal-hochschule@demo.example')
    await page.click('nav >> text=Platz anfragen')

    await page.fill('[name=employeeName]', 'Sabine Demirel')
    await page.click('main button[type=submit]')
    expect(await page.locator('[role=alert][data-code=form-invalid]').count()).toBe(1)
    expect(await page.inputValue('[name=employeeName]')).toBe('Sabine Demirel')
    if (viewport === desk) expect(await hr.lookAround('hr-open-request-slip')).toEqual(tidy)

    await page.fill('[name=childBirthMonth]', '2025-06')
    await page.selectOption('[name=startMonth]', { index: 1 })
    await page.check('[name=hours][value="45"]')
    await page.click('main button[type=submit]')
    expect(await hr.pageName()).toBe('company')
    await page.selectOption('[name=state]', 'draft')
    await page.click('text=Anzeigen')
    expect(await hr.text()).toContain('Sabine Demirel')
    await hr.close()
  })

  test('says that somebody does not work there, and then that it does after all', async () => {
    const hr = await on.travel({ viewport })
    const { page } = hr
    await hr.signIn('personal-hochschule@demo.example')
    await page.click('nav >> text=/^Beschäftigte$/')
    expect(await hr.lookAround('hr-employments')).toEqual(tidy)

    await page.click('tr[data-state=confirmed] >> text=Arbeitet nicht bei uns')
    expect(await hr.lookAround('hr-deny-employment')).toEqual(tidy)
    await page.click('main button[type=submit]')
    expect(await page.locator('[data-code=employment-denied]').count()).toBe(1)

    await page.click('tr[data-state=denied] >> text=Arbeitet doch bei uns')
    expect(await page.locator('[data-code=employment-confirmed]').count()).toBe(1)
    expect(await page.locator('tr[data-state=denied]').count()).toBe(0)
    expect(await hr.pageName()).toBe('employments')
    await hr.close()
  })
})

describe.each(widths)('a Kita manager %s', (_, viewport) => {
  test('sees place classes and who is proposed, without names', async () => {
    const kita = await on.travel({ viewport })
    await kita.signIn('kita-reichsstrasse@demo.example')

    expect(await kita.pageName()).toBe('kita')
    expect(await kita.text()).toContain('Familienzentrum Kinderland Reichsstraße')
    expect(await kita.text()).not.toContain('Sommer')
    expect(await kita.text()).toMatch(/1–20 von \d+ Kindern/)
    await kita.page.click('a[rel=next] >> nth=0')
    expect(await kita.text()).toMatch(/21–40 von \d+ Kindern/)
    expect(await kita.lookAround('kita')).toEqual(tidy)
    await kita.close()
  })

  test('changes a capacity while the round is open', async () => {
    const kita = await on.travel({ viewport })
    const { page } = kita
    await kita.signIn('kita-tal-strolche@demo.example')

    await page.click('main a[href*="/freie-plaetze"] >> nth=0')
    expect(await kita.lookAround('kita-declare-vacancies')).toEqual(tidy)
    const before = Number(await page.inputValue('[name=vacancies]'))
    await page.fill('[name=vacancies]', 'viele')
    await page.click('main button[type=submit]')
    expect(await page.locator('[role=alert]').count()).toBeGreaterThan(0)
    expect(await page.inputValue('[name=vacancies]')).toBe('viele')
    await page.fill('[name=vacancies]', String(before + 1))
    await page.click('main button[type=submit]')
    expect(await kita.pageName()).toBe('kita')
    await kita.close()
  })
})
