/** A real Chromium for the journeys, and what they ask of every page. */
import { mkdir } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type Page, chromium } from 'playwright-core'
import { findChromium, howToGetChromium } from '../../scripts/ensure-chromium.mjs'

const quietFlags = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-gpu',
  '--disable-quic',
]

/** Close it in afterAll. A person is a context: `await browser.newContext()`. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error(howToGetChromium)
  const sandboxFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath, args: [...quietFlags, ...sandboxFlags] })
}

/**
 * Fails with rule and places where axe finds something serious or critical in the page as it stands.
 * The page must belong to a context made with `browser.newContext()`, not to `browser.newPage()`.
 */
export async function expectNoSeriousAxeViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  if (grave.length === 0) return
  const findings = grave.map(
    ({ id, impact, help, nodes }) =>
      `${id} (${impact}): ${help}\n${nodes.map((node) => `  at ${node.target.flat().join(' ')}`).join('\n')}`,
  )
  throw new Error(`Barriers on ${page.url()}:\n${findings.join('\n')}`)
}

/** Keeps a picture of the whole page in test-results/screenshots/ when SCREENSHOTS=1. */
export async function screenshot(page: Page, name: string): Promise<void> {
  if (process.env['SCREENSHOTS'] !== '1') return
  const folder = 'test-results/screenshots'
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}
