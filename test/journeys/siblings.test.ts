import { describe, expect, test } from 'vitest'
import { desk, journeys, tidy, widths } from '../support/journey.ts'

const on = journeys()

describe.each(widths)('a parent of two children %s', (_, viewport) => {
  test('reads what being together costs, changes the choice by keyboard, and finds it with the other child', async () => {
    const parent = await on.travel({ viewport })
    const { page } = parent
    await parent.signIn('eltern6@demo.example')
    expect(await parent.pageName()).toBe('family')
    await page.click('main a:has-text("Anfrage ansehen") >> nth=0')
    expect(await parent.text()).toContain('In dieser Runde nehmen Daniel und Esther teil.')
    const before = await page.locator('[name=choice]:checked').inputValue()
    expect(await parent.lookAround('siblings-choice')).toEqual(tidy)

    // Down from the one that is chosen: the arrow chooses, as in any group of radio buttons.
    await page.focus('[name=choice]:checked')
    await page.keyboard.press('ArrowDown')
    const chosen = await page.locator('[name=choice]:checked').inputValue()
    expect(chosen).not.toBe(before)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL(/gespeichert=geschwister/)

    expect(await page.locator('[data-code=siblings-chosen]').count()).toBe(1)
    expect(await parent.lookAround('siblings-chosen')).toEqual(tidy)
    await page.click('text=Alle meine Anfragen')
    await page.click('main a:has-text("Anfrage ansehen") >> nth=1')
    expect(await page.locator('[name=choice]:checked').inputValue()).toBe(chosen)
    await parent.close()
  })

  test('whose round is released reads that they are together, and can choose no more', async () => {
    const parent = await on.travel({ viewport })
    await parent.signIn('eltern5@demo.example')
    await parent.page.click('main a:has-text("Anfrage ansehen") >> nth=0')

    expect(await parent.text()).toMatch(/Jan und Lena haben zusammen einen Platz: ./)
    expect(await parent.page.locator('[data-action=choose-siblings]').count()).toBe(0)
    expect(await parent.lookAround('siblings-released')).toEqual(tidy)
    await parent.close()
  })
})

test('a parent changes the choice without JavaScript', async () => {
  const parent = await on.travel({ script: false })
  const { page } = parent
  await parent.signIn('eltern6@demo.example')
  await page.click('main a:has-text("Anfrage ansehen") >> nth=0')

  await page.check('[value=independent]')
  await page.click('text=Wahl speichern')

  expect(await page.locator('[data-code=siblings-chosen]').innerText()).toContain('unabhängig voneinander')
  await parent.close()
})

test('a coordinator reads which step decided for siblings', async () => {
  const coordinator = await on.travel({ viewport: desk })
  await coordinator.signIn('koordination@demo.example')
  await coordinator.goto(`/vergaberunden/${on.demo.ids['hauptvergabe-verbund-ost']}`)

  const section = coordinator.page.locator('section[data-method=family-exact]')
  expect(await section.innerText()).toMatch(/Die Summe aller Wunschränge ist \d+; bewiesen ist/)
  expect(await coordinator.lookAround('coordinator-siblings')).toEqual(tidy)
  await coordinator.close()
})
