import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { journeys, tidy, type Traveller, widths } from '../support/journey.ts'

const on = journeys()
const folder = mkdtempSync(join(tmpdir(), 'check-draw-'))
afterAll(() => rmSync(folder, { recursive: true }))

const download = async ({ page }: Traveller, words: string) => {
  const [file] = await Promise.all([page.waitForEvent('download'), page.click(`text=${words}`)])
  const path = join(folder, file.suggestedFilename())
  await file.saveAs(path)
  return path
}

describe.each(widths)('whoever wants to check a round, %s', (_, viewport) => {
  test('reads without an account what was published when, and what the page that checks makes of it', async () => {
    const reader = await on.travel({ viewport })
    const { page } = reader
    await reader.goto('/nachpruefen')
    expect(await reader.lookAround('draws')).toEqual(tidy)
    await page.click('main h2 a')
    expect(await reader.state()).toBe('released')
    const text = await reader.text()
    expect(text).toContain('drand quicknet, Runde 1000')
    expect(await reader.lookAround('draw')).toEqual(tidy)

    const bundle = await download(reader, 'Öffentliche Prüfdatei herunterladen')
    const verifier = await download(reader, 'Prüfseite herunterladen')
    // Opened from the folder of downloads: no page of the app would let its program run.
    await page.goto(pathToFileURL(verifier).href)
    await page.setInputFiles('#file', bundle)
    await page.waitForSelector('[data-verdict]')
    expect(await page.textContent('[data-verdict] h2')).toBe('Alle 5 Prüfungen stimmen')
    expect(text).toContain(await page.innerText('[data-fingerprint]'))
    await reader.close()
  })

  test('as a family, checks its own child’s lot and reasons', async () => {
    const parent = await on.travel({ viewport })
    const { page } = parent
    await parent.signIn('eltern1@demo.example')
    expect(await parent.lookAround('family-check')).toEqual(tidy)

    const verifier = await download(parent, 'Prüfseite herunterladen')
    const bundle = await download(parent, 'Meine Prüfdatei herunterladen')
    await page.goto(pathToFileURL(verifier).href)
    await page.setInputFiles('#file', bundle)
    await page.waitForSelector('[data-verdict]')
    expect(await page.textContent('[data-verdict] h2')).toBe('Alle 9 Prüfungen stimmen')
    await parent.close()
  })
})
