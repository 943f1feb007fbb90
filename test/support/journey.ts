import type { Browser, BrowserContext, Page } from 'playwright-core'
import { demoPassword } from '../../db/seed/demo-network.ts'
import { afterAll, beforeAll } from 'vitest'
import { expectNoSeriousAxeViolations, openBrowser, screenshot } from './browser.ts'
import { type DemoApp, demoApp, forgetUsedCodesAt } from './running-app.ts'
import { codeOf, isSecondFactorPage } from './second-factor.ts'

export const phone = { width: 390, height: 844 }
export const desk = { width: 1280, height: 900 }
export const widths = [
  ['on a phone', phone],
  ['at a desk', desk],
] as const

/** What `lookAround` finds on a page as it should be. */
export const tidy = { overflow: 0, headings: 1 }

/** The demo in a real server, and a browser, for all journeys of a file. */
export function journeys(): { demo: DemoApp; travel: (options?: TravelOptions) => Promise<Traveller> } {
  const shared = {} as { demo: DemoApp; browser: Browser }
  beforeAll(async () => {
    shared.demo = await demoApp()
    await shared.demo.app.start()
    shared.browser = await openBrowser()
  }, 60_000)
  afterAll(async () => {
    await shared.browser.close()
    await shared.demo.drop()
  })
  return {
    get demo() {
      return shared.demo
    },
    travel: (options) => Traveller.with(shared.browser, shared.demo.app.url, options),
  }
}

type TravelOptions = { viewport?: typeof phone; script?: boolean }

/** A person with a browser, at one width, with or without JavaScript. */
export class Traveller {
  readonly page: Page
  private readonly context: BrowserContext
  private readonly base: string

  private constructor(context: BrowserContext, page: Page, base: string) {
    this.context = context
    this.page = page
    this.base = base
  }

  static async with(browser: Browser, base: string, options: TravelOptions = {}) {
    const { viewport = phone, script = true } = options
    const context = await browser.newContext({ viewport, javaScriptEnabled: script, baseURL: base })
    return new Traveller(context, await context.newPage(), base)
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(this.base + path)
  }

  /** Signs in by keyboard alone, as somebody without a mouse would. */
  async signIn(email: string): Promise<void> {
    await this.goto('/anmelden')
    await this.page.focus('[name=email]')
    await this.page.keyboard.type(email)
    await this.page.keyboard.press('Tab')
    await this.page.keyboard.type(demoPassword)
    await this.page.keyboard.press('Enter')
    await this.page.waitForURL((url) => !url.pathname.startsWith('/anmelden'))
    if ((await this.pageName()) === 'second-factor') await this.showSecondFactor(email)
  }

  /** What the app shows, by keyboard too. */
  async showSecondFactor(email: string): Promise<void> {
    await forgetUsedCodesAt(this.base)
    await this.page.focus('[name=code]')
    await this.page.keyboard.type(codeOf(email, new Date().toISOString()))
    await this.page.keyboard.press('Enter')
    await this.page.waitForURL((url) => !isSecondFactorPage(url.pathname))
  }

  pageName(): Promise<string | null> {
    return this.page.getAttribute('main', 'data-page')
  }

  state(): Promise<string | null> {
    return this.page.getAttribute('main', 'data-state')
  }

  text(): Promise<string> {
    return this.page.innerText('main')
  }

  /** What a careful eye would look for on every page: no axe finding, nothing wider than the screen, one heading first. */
  async lookAround(name: string): Promise<{ overflow: number; headings: number }> {
    await screenshot(this.page, `${this.page.viewportSize()?.width ?? 0}-${name}`)
    await expectNoSeriousAxeViolations(this.page)
    return {
      overflow: await this.page.evaluate('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)'),
      headings: await this.page.locator('h1').count(),
    }
  }

  close(): Promise<void> {
    return this.context.close()
  }
}
