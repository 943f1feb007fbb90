/** The page that parents and journalists open, from the file system and without a network. */
import { createHash, createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DrawBundle, FamilyBundle } from '../../src/engine/draw/bundles.ts'
import { publishDraw } from '../../src/engine/draw/publish-draw.ts'
import { readBundle } from '../../src/engine/draw/read-bundle.ts'
import { verifyBundle } from '../../src/engine/draw/verify-bundle.ts'
import { makeFolder } from '../cli/run-command.ts'
import { program } from '../engine/support/builders.ts'
import { demoDraw, drand, drawRecord, familyBundle, leaf } from '../engine/draw/support.ts'
import { tamperedBundles } from '../engine/draw/tampered.ts'
import { spoiled } from '../engine/support/spoiled.ts'
import { expectNoSeriousAxeViolations, openBrowser, screenshot } from '../support/browser.ts'

const folder = makeFolder()
const address = new URL('../../views/verifier/verifier.html', import.meta.url)
let browser: Browser
let page: Page
let opened: string[]
let requested: string[]
let errors: string[]

beforeAll(async () => {
  browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, offline: true })
  page = await context.newPage()
  page.on('request', (request) => requested.push(request.url()))
  page.on('pageerror', (error) => errors.push(error.message))
})
afterAll(async () => {
  await browser.close()
  folder.remove()
})

beforeEach(async () => {
  opened = []
  requested = []
  errors = []
  await open(address.href)
})
afterEach(() => {
  expect(errors).toEqual([])
  expect(requested).toEqual(opened)
})

async function open(url: string) {
  opened.push(url)
  await page.goto(url)
}

const tamperedForPage = tamperedBundles().filter(([, { format }]) => format !== 'draw-bundle-audit/1')

/** With every figure that is told set to the child's own, where the rule for ties decides. */
const asIfLast = (bundle: FamilyBundle): FamilyBundle => ({
  ...bundle,
  explanation: (bundle.explanation ?? []).map((wish) =>
    typeof wish.needed === 'object'
      ? { ...wish, needed: { ...wish.needed, pool: { score: wish.score, lot: bundle.lot.slice(0, 8) } } }
      : wish,
  ),
})

type Content = DrawBundle | string
const file = (content: Content, name: string) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
})

const check = async (...contents: Content[]) => {
  await page.locator('#file').setInputFiles(contents.map((content, at) => file(content, `datei-${at}.json`)))
  await page.locator(`[data-file="datei-${contents.length - 1}.json"]`).waitFor()
}
const verdict = () => page.locator('[data-verdict]').first().getAttribute('data-verdict')
const failing = () =>
  page.locator('[data-state=fails]').evaluateAll((items) => items.map((item) => item.getAttribute('data-check')))
const heading = () => page.locator('[data-verdict] h2').first().textContent()

describe('a file that is as it should be', () => {
  test.each([
    ['the public one, by drand', demoDraw(drand).publicBundle, 5],
    ['the public one, by Lotto', demoDraw().publicBundle, 4],
    ['a family’s, by Lotto', familyBundle('T03'), 8],
    ['a family’s, by drand', familyBundle('T00', demoDraw(drand)), 9],
    ['that of a withdrawn child', familyBundle('T03', demoDraw({ withdrawals: ['T03'] })), 6],
  ])('%s holds in every check', async (_, bundle, checks) => {
    await check(bundle)

    expect(await heading()).toBe(`Alle ${checks} Prüfungen stimmen`)
    expect(await page.locator('[data-state=holds]').count()).toBe(checks)
    expect(await failing()).toEqual([])
    expect(await page.locator('[data-limits] li').count()).toBeGreaterThan(2)
  })

  test('says in plain words what was drawn, what the child had and what it would have taken', async () => {
    await check(familyBundle('T03'))
    const text = await page.locator('article').innerText()

    expect(text).toContain('Lotto 6aus49 vom Samstag, 6. März 2027: 3, 11, 19, 22, 35, 41, Superzahl 7')
    expect(text).toContain('Kita Demo-Birke, U3, 35 Stunden')
    expect(text).toContain('Zusage für einen allgemeinen Platz.')
    expect(text).toContain('Ihr Kind hat 15 Punkte. Nötig waren: allgemeine Plätze: 15 Punkte')
    expect(text).toContain('Es sind so wenige Kinder, dass keine Zahlen genannt werden.')
    await screenshot(page, 'verifier-family')
  })

  test('of drand: says that the signature itself is not checked here', async () => {
    await check(demoDraw(drand).publicBundle)

    expect(await page.locator('[data-limits]').innerText()).toContain('Ob die Unterschrift wirklich von drand stammt')
  })

  test('of a dry run is marked as one', async () => {
    await check(demoDraw({ domain: 'kita-sim/v1', randomness: 'Probe 7' }).publicBundle)

    expect(await page.locator('[data-dry-run]').innerText()).toContain('Das ist ein Probelauf.')
    expect(await failing()).toEqual([])
  })
})

describe('a file that was tampered with', () => {
  test.each(tamperedForPage)('by %s: the page names what does not hold', async (_, bundle, checks) => {
    await check(bundle)

    expect(await verdict()).toBe('fails')
    expect(await failing()).toEqual(checks)
    expect(await page.locator('[data-verdict] li').count()).toBe(checks.length)
  })

  test('shows both values', async () => {
    const bundle = demoDraw().publicBundle
    await check({ ...bundle, head: { ...bundle.head, seed: 'ab'.repeat(32) } })
    await page.locator('[data-check=seed] summary').click()

    expect(await page.locator('[data-check=seed] details').innerText()).toContain(bundle.head.seed)
    expect(await heading()).toBe('1 von 4 Prüfungen stimmt nicht')
    await screenshot(page, 'verifier-tampered')
  })
})

describe('several files', () => {
  test('of one draw are said to be so', async () => {
    await check(demoDraw().publicBundle, familyBundle('T03'))

    expect(await page.locator('[data-check=comparison]').getAttribute('data-state')).toBe('holds')
    expect(await page.locator('[data-verdict=holds]').count()).toBe(2)
  })

  test('of which each holds, but which tell of different draws, are found out', async () => {
    await check(demoDraw().publicBundle, familyBundle('T03', demoDraw({ run: 2 })))

    expect(await failing()).toEqual(['comparison'])
  })
})

describe('a wrong file', () => {
  test.each([
    ['nothing in it', '', 'Die Datei ist leer'],
    ['a picture', '\u0089PNG\r\n', 'Bilder, PDF-Dateien und Tabellen'],
    ['half a download', JSON.stringify(demoDraw().publicBundle).slice(0, 300), 'unvollständig'],
    ['other JSON', '[1, 2]', 'keine Datei zur Vergabe'],
    ['an allocation', '{ "format": "allocation-outcome/1" }', 'keine Datei zur Vergabe'],
    ['a name from Object', '{ "format": "constructor" }', 'keine Datei zur Vergabe'],
    ['a later version', '{ "format": "draw-bundle-family/2" }', 'neuere Fassung'],
    ['the auditors’ file', JSON.stringify(demoDraw().auditBundle), 'npm run -s verify-draw'],
    ['a key missing', JSON.stringify({ ...familyBundle('T03'), lot: undefined }), '„lot“'],
    ['markup in it', JSON.stringify({ ...demoDraw().publicBundle, '<img src=x onerror=alert(1)>': 1 }), '<img src=x'],
  ])('(%s) gets a kind word', async (_, content, words) => {
    await check(content)

    expect(await verdict()).toBe('no-bundle')
    expect(await heading()).toBe('Diese Datei lässt sich hier nicht prüfen')
    expect(await page.locator('article').innerText()).toContain(words)
  })

  test('can be followed by the right one', async () => {
    await check('')
    await check(demoDraw().publicBundle)

    expect(await verdict()).toBe('holds')
  })
})

describe('the page itself', () => {
  test('takes a file that is dropped on it', async () => {
    const text = JSON.stringify(demoDraw().publicBundle)
    await page.evaluate(`{
      const data = new DataTransfer()
      data.items.add(new File([${JSON.stringify(text)}], 'datei-0.json'))
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
    }`)
    await page.locator('[data-file="datei-0.json"]').waitFor()

    expect(await verdict()).toBe('holds')
  })

  test('is operated by keyboard, and takes whoever uses one to the verdict', async () => {
    await page.keyboard.press('Tab')

    const chooser = page.waitForEvent('filechooser')
    // The browser has to know that the dialog is ours before the key opens it; a round trip later it does.
    await page.bringToFront()
    expect(await page.evaluate('document.activeElement.id')).toBe('file')
    await page.keyboard.press('Enter')
    await (await chooser).setFiles(file(familyBundle('T03'), 'datei-0.json'))
    await page.locator('[data-file="datei-0.json"]').waitFor()

    expect(await page.evaluate('document.activeElement.textContent')).toBe('Alle 8 Prüfungen stimmen')
  })

  test.each(['light', 'dark'] as const)('has no barriers and fits a narrow phone, %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 320, height: 640 })
    for (const bundle of [familyBundle('T03'), { ...familyBundle('T03'), lot: 'ab'.repeat(32) }, 'no file']) {
      await check(bundle)
      await expectNoSeriousAxeViolations(page)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
    }
  })
})

describe('the page’s own reckoning, beside the engine’s', () => {
  test('has the same SHA-256 and HMAC at every length around a block', async () => {
    const lengths = Array.from({ length: 200 }, (_, at) => at)
    const expected = lengths.map((length) => {
      const bytes = Buffer.alloc(length, length)
      return [createHash('sha256').update(bytes).digest('hex'), createHmac('sha256', bytes).update('m').digest('hex')]
    })

    expect(
      await page.evaluate(`${JSON.stringify(lengths)}.map((length) => {
        const bytes = new Uint8Array(length).fill(length)
        return [toHex(sha256(bytes)), toHex(hmacSha256(bytes, utf8('m')))]
      })`),
    ).toEqual(expected)
  })

  const draw = publishDraw(
    drawRecord({
      programs: [program('k1', 6), program('k2', 1, { A: 1 })],
      leaves: Array.from({ length: 9 }, (_, at) =>
        leaf({
          ticket: `T${at}`,
          company: at % 2 === 0 ? ['A'] : [],
          wishes: ['k2', 'k1'],
          score: at > 6 ? { k1: 1, k2: 2 } : 5,
        }),
      ),
    }),
  )
  const values = [draw.publicBundle, ...['T3', 'T4', 'T8'].map((ticket) => familyBundle(ticket, draw))]
    .flatMap((bundle) => [bundle, ...spoiled(bundle)])
    .concat(
      tamperedForPage.map(([, bundle]) => bundle),
      demoDraw().auditBundle.leaves.map(({ ticket }) => asIfLast(familyBundle(ticket))),
    )
    .map((value) => JSON.stringify(value))

  const byEngine = () =>
    values.map((text) => {
      const read = readBundle(JSON.parse(text))
      if (!read.ok) return 'no bundle'
      return verifyBundle(read.value)
        .filter(({ violations }) => violations.length > 0)
        .map((step) => step.check)
    })
  const byPage = () =>
    page.evaluate(`${JSON.stringify(values)}.map((text) => {
      const value = JSON.parse(text)
      const shape = shapes[value?.format]
      if (!shape || misfit(value, shape) !== null) return 'no bundle'
      return checkBundle(value).filter(({ wrong }) => wrong.length > 0).map(({ check }) => check)
    })`)

  test('judges every spoiled file alike', async () => {
    const judged = byEngine()

    expect(judged.filter((checks) => checks !== 'no bundle' && checks.length > 0).length).toBeGreaterThan(50)
    expect(await byPage()).toEqual(judged)
  })

  test.each([
    ['index < k', 'index <= k'],
    ["utf8('kita-lot/v1')", "utf8('kita-lot/v2')"],
    ['own < cutoff.lot', 'own <= cutoff.lot'],
    ['score > cutoff.score', 'score < cutoff.score'],
    ['[value.length >> 8, value.length & 255]', '[value.length & 255, value.length >> 8]'],
    ['join([1], left, right)', 'join([1], right, left)'],
    ["among('kita-seed/v1', 'kita-sim/v1')", 'isText'],
    ['named ? []', 'true ? []'],
    ['met !== -1 && at > met', 'at > met'],
  ])('would not if the page had %s as %s', async (right, wrong) => {
    const source = await readFile(address, 'utf8')
    expect(source).toContain(right)
    folder.write('faulty.html', source.replace(right, wrong))
    await open(pathToFileURL(`${folder.path}/faulty.html`).href)

    expect(await byPage()).not.toEqual(byEngine())
  })
})
