import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { post, type Route } from '../../src/web/route.ts'
import { routes } from '../../src/web/routes.ts'
import { assetsPath } from '../../src/web/assets.ts'
import { faultsOfHeaders, headersLookedAt } from '../support/answer-headers.ts'
import { type Answered, type Attack, send } from '../support/hostile/attacks.ts'
import { type Actor, BusyHouse, type Found } from '../support/hostile/busy-house.ts'
import type { FoundForm } from '../support/hostile/found-forms.ts'
import { dumpOf } from '../support/tables.ts'

/** S3, S5 and S6 over the whole house: every route, every form that somebody is shown, as everybody. */

let house: BusyHouse
let found: Found
const patience = 120_000

beforeAll(async () => {
  house = await BusyHouse.open()
  await house.draw()
  found = await house.crawl()
}, patience)
afterAll(() => house.close())

const form = 'application/x-www-form-urlencoded'
const ask = (path: string, more: Partial<Attack> = {}, at = house.base) =>
  send(at, { method: 'GET', path, body: undefined, ...more, headers: { accept: 'text/html', ...more.headers } })
const untouched = ({ fields }: FoundForm): Record<string, string> =>
  Object.fromEntries(fields.map(({ name, values }) => [name, values[0]]))
const submit = (actor: Actor, target: string, fields: Record<string, string>, headers = {}, at = house.base) =>
  ask(
    target,
    {
      method: 'POST',
      headers: { cookie: actor.cookie, 'content-type': form, ...headers },
      body: String(new URLSearchParams(fields)),
    },
    at,
  )
const acts = () => found.forms.filter(({ form: { method } }) => method === 'POST')
const routesWith = (id: string) => routes.map(({ method, path }) => ({ method, path: path.replaceAll(/:\w+/g, id) }))

describe('the headers', () => {
  test(
    'are on every answer: every page as everybody, every route in every situation, static files, errors',
    async () => {
      const answers: { what: string; answer: Answered; kept?: boolean }[] = []
      const look = async (what: string, asked: Promise<Answered>, kept = false) => {
        answers.push({ what, answer: await asked, kept })
      }
      for (const { path, actor } of found.pages) {
        const headers = { cookie: actor.cookie }
        await look(path, ask(path, { headers }))
        await look(`${path} as JSON`, ask(path, { headers: { ...headers, accept: 'application/json' } }))
      }
      for (const id of ['nobody', '%E0%A4%A']) {
        for (const { path } of routesWith(id)) {
          for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS'])
            await look(`${method} ${path}`, ask(path, { method }))
          await look(`${path} as JSON`, ask(path, { headers: { accept: 'application/json' } }))
        }
      }
      for (const {
        form: { target },
        actor,
      } of acts()) {
        await look(`POST ${target} without a token`, submit(actor, target, {}))
        await look(`POST ${target} of JSON`, submit(actor, target, {}, { 'content-type': 'application/json' }))
        await look(`POST ${target} of 70,000 bytes`, submit(actor, target, { a: 'x'.repeat(70_000) }))
      }
      for (const path of [
        '/healthz',
        '/readyz',
        '/nix',
        '/favicon.ico',
        '/assets/nix.css',
        '/assets/icon.svg',
        '/assets/',
        '/assets/kern',
      ]) {
        await look(path, ask(path))
      }
      for (const path of ['icon.svg', 'verbund-kita.css', 'kern/kern.min.css', 'kern/fonts/fira-sans.css']) {
        await look(path, ask(`${assetsPath}/${path}`), true)
        await look(
          `${path} again`,
          ask(`${assetsPath}/${path}`, { headers: { 'if-modified-since': new Date(2100, 1).toUTCString() } }),
          true,
        )
        await look(`${path} in part`, ask(`${assetsPath}/${path}`, { headers: { range: 'bytes=0-1' } }), true)
      }

      const faults = answers.flatMap(({ what, answer, kept }) =>
        faultsOfHeaders(answer.headers, { kept: kept === true }).map((fault) => `${what} (${answer.status}): ${fault}`),
      )
      const statuses = [...new Set(answers.map(({ answer }) => answer.status))].toSorted((a, b) => a - b)
      console.log(
        `${answers.length} answers (${statuses.join(', ')}) with ${headersLookedAt} headers each: ${faults.length} faults`,
      )

      expect(faults).toEqual([])
      expect(statuses).toEqual([200, 303, 304, 400, 401, 403, 404, 410, 413, 415])
    },
    patience,
  )

  test('would be missed: an answer without them is found', () => {
    expect(faultsOfHeaders({ 'x-powered-by': 'Express', 'set-cookie': ['session=1; Path=/'], etag: 'x' })).toHaveLength(
      13,
    )
  })

  test(
    'come from this house alone, whatever host a request names',
    async () => {
      const headers = { host: 'hx.example', 'x-forwarded-host': 'hx.example', forwarded: 'host=hx.example' }
      for (const { path, actor } of new Map(found.pages.map((page) => [page.path, page])).values()) {
        const answer = await ask(path, { headers: { cookie: actor.cookie, ...headers } })
        expect(answer.text + JSON.stringify(answer.headers), path).not.toContain('hx.example')
      }
    },
    patience,
  )
})

describe('a form of another site', () => {
  type Trick = (act: { form: FoundForm; actor: Actor }) => Promise<Answered>
  const sent =
    (headers: Record<string, string>): Trick =>
    ({ form: shown, actor }) =>
      submit(actor, shown.target, untouched(shown), headers)
  const withToken =
    (token: string): Trick =>
    ({ form: shown, actor }) =>
      submit(actor, shown.target, { ...untouched(shown), _csrf: token })
  const tricks: [string, Trick, number][] = [
    [
      'without the token',
      ({ form: shown, actor }) => {
        const { _csrf, ...fields } = untouched(shown)
        return submit(actor, shown.target, fields, { 'x-csrf-token': _csrf })
      },
      403,
    ],
    ['with a wrong token', withToken('x'), 403],
    ['with an empty token', withToken(''), 403],
    [
      'with the token of another session',
      (act) => {
        const other = acts().find(({ actor }) => actor !== act.actor)!
        return withToken(untouched(other.form)._csrf)(act)
      },
      403,
    ],
    ['from another origin, with the right token', sent({ origin: 'https://hx.example' }), 403],
    ['from no origin at all, with the right token', sent({ origin: 'null' }), 403],
    ['that a browser calls foreign, with the right token', sent({ 'sec-fetch-site': 'cross-site' }), 403],
    ['of another host of the same site, with the right token', sent({ 'sec-fetch-site': 'same-site' }), 403],
    ['as text, so that no browser asks before', sent({ 'content-type': 'text/plain' }), 415],
    [
      'as JSON with everything in it',
      ({ form: shown, actor }) =>
        ask(shown.target, {
          method: 'POST',
          headers: { cookie: actor.cookie, 'content-type': 'application/json' },
          body: JSON.stringify(untouched(shown)),
        }),
      415,
    ],
  ]

  test.each(tricks)(
    '%s is refused by every act, and nothing is written',
    async (_, trick, status) => {
      const before = await dumpOf(house.database, ['session'])

      const answers = []
      for (const act of acts()) answers.push({ act: act.form.act, status: (await trick(act)).status })

      expect(answers.filter((answer) => answer.status !== status)).toEqual([])
      expect(answers.length).toBeGreaterThan(10)
      expect(await dumpOf(house.database, ['session'])).toBe(before)
    },
    patience,
  )

  test(
    'cannot act by opening an address either',
    async () => {
      const before = await dumpOf(house.database, ['session'])

      for (const { form: shown, actor } of acts()) {
        for (const method of ['GET', 'HEAD']) {
          const path = `${shown.target}?${String(new URLSearchParams(untouched(shown)))}`
          const answer = await ask(path, {
            method,
            headers: { cookie: actor.cookie, 'x-http-method-override': 'POST' },
          })
          expect(answer.status, path).toBeLessThan(500)
        }
      }

      expect(await dumpOf(house.database, ['session'])).toBe(before)
    },
    patience,
  )

  test('of this site is taken: what was refused above was refused for where it came from', async () => {
    const own = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }
    await house.keepSignedIn()
    const signOuts = acts().filter(({ form: { act } }) => act === 'sign-out')

    const statuses = []
    for (const { form: shown, actor } of signOuts)
      statuses.push((await submit(actor, shown.target, untouched(shown), own)).status)
    await house.keepSignedIn()

    expect(statuses).toEqual([303, 303, 303])
  })
})

describe('a field that no form has', () => {
  const canary = 'Kuckucksei'

  /** Every column of the database as a field, beside what the form itself has. */
  async function withEveryColumn(shown: FoundForm): Promise<Record<string, string>> {
    const tables = await house.database.db.introspection.getTables()
    const columns = new Set(tables.flatMap(({ columns: all }) => all.map(({ name }) => name)))
    const camel = [...columns].map((name) => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()))
    return { ...Object.fromEntries([...columns, ...camel].map((name) => [name, canary])), ...untouched(shown) }
  }

  test(
    'is written nowhere, though it has the name of a column',
    async () => {
      const statuses = new Set<number>()
      for (const { form: shown, actor } of acts()) {
        const fields = await withEveryColumn(shown)
        statuses.add((await submit(actor, shown.target, fields)).status)
        await house.keepSignedIn()
      }

      expect([...statuses]).toContain(303)
      expect([...statuses].filter((status) => status >= 500)).toEqual([])
      expect(await dumpOf(house.database)).not.toContain(canary)
    },
    patience,
  )

  test('would be found: a planted act that writes what it gets', async () => {
    const { db } = house.database
    const handle: Route['handle'] = async ({ fields }) => {
      await db.insertInto('provider').values({ id: 'planted', name: fields.display_name, website: null }).execute()
      return { kind: 'redirect', to: '/' }
    }
    const at = await house.serve([...routes, post({ pattern: '/planted' }, 'planted', 'anyone', handle)])
    const { form: shown, actor } = acts()[1]

    const answer = await submit(actor, '/planted', await withEveryColumn(shown), {}, at)

    expect(answer.status).toBe(303)
    expect(await dumpOf(house.database)).toContain(canary)
  })
})

describe('what is served from a folder', () => {
  test.each([
    '/assets/../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5cpackage.json',
    '/assets/kern/../../package.json',
    '/assets/kern/..%2fpackage.json',
    '/assets//etc/passwd',
    '/assets/%00/icon.svg',
    '/assets/icon.svg%00.css',
    '/assets/.%2e/layouts/main.hbs',
    `${assetsPath}/..%2flayouts%2fmain.hbs`,
    `${assetsPath}/kern/..%2fpackage.json`,
    '/assets/.gitignore',
  ])('%s leads nowhere outside it', async (path) => {
    const answer = await ask(path)

    expect(answer.status).toBe(404)
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.text).toContain('data-code="not-found"')
  })
})

describe('a table for a spreadsheet', () => {
  const formulas = ['=HYPERLINK("http://hx.example")', '+1+1', '-1+1', '@SUM(1)', '\t=1', '\r=1', '=1;"\n=2']

  /** Cells as a spreadsheet reads them: separated by `;`, in quotes where they hold one, a quote doubled. */
  const cellsOf = (text: string) =>
    [...text.replace(/^\ufeff/, '').matchAll(/(?:^|;|\n)(?:"((?:[^"]|"")*)"|([^;\n"]*))/g)].map(
      ([, quoted, plain]) => quoted ?? plain,
    )
  const dangerous = (cell: string) => /^[=+@\t\r]|^-(?!\d+(,\d+)?$)/.test(cell)

  test(
    'starts no formula, whatever Kitas and companies are called',
    async () => {
      const { db } = house.database
      for (const table of ['kita', 'company'] as const) {
        const rows = await db.selectFrom(table).select('id').orderBy('id').execute()
        for (const [at, { id }] of rows.entries()) {
          const name = formulas[at % formulas.length]
          await sql`update ${sql.table(table)} set name = ${name} where id = ${id}`.execute(db)
        }
      }
      const pages = [...new Map(found.pages.map((page) => [page.path, page])).values()]
      const tables = []
      for (const { path, actor } of pages) {
        const html = (await ask(path, { headers: { cookie: actor.cookie } })).text
        for (const [, href] of html.matchAll(/href="([^"]+\.csv[^"]*)"/g)) tables.push({ href, actor })
      }
      const cells: string[] = []
      for (const { href, actor } of new Map(tables.map((one) => [one.href, one])).values()) {
        const answer = await ask(href, { headers: { cookie: actor.cookie } })
        expect([answer.status, answer.headers['content-type']], href).toEqual([200, 'text/csv; charset=utf-8'])
        expect(faultsOfHeaders(answer.headers)).toEqual([])
        cells.push(...cellsOf(answer.text))
      }

      expect(cells.filter(dangerous)).toEqual([])
      // They are all there, each behind an apostrophe, which a spreadsheet takes for "this is text".
      expect(
        formulas.slice(0, 4).filter((formula) => !cells.some((cell) => cell.includes(formula.slice(1, 4)))),
      ).toEqual([])
      expect(cells.length).toBeGreaterThan(1_000)
      expect(cellsOf('a;=1\n"+1;""x";b').filter(dangerous)).toEqual(['=1', '+1;""x'])
    },
    patience,
  )
})
