import { sql } from 'kysely'
import { demoAccounts, demoNetwork, demoPassword } from '../../../db/seed/demo-network.ts'
import { createActions } from '../../../src/actions/app.ts'
import type { Database } from '../../../src/store/db.ts'
import { describeRoutes } from '../../../src/web/describe-routes.ts'
import { createHttpServer } from '../../../src/web/http-server.ts'
import { createLogger } from '../../../src/web/logger.ts'
import type { Route } from '../../../src/web/route.ts'
import { testDeps } from '../deps.ts'
import { drand, drandTyped, freezeByTwo } from '../draw-steps.ts'
import { migratedDatabase } from '../house.ts'
import { type Listening, listening } from '../listening.ts'
import { HttpPerson } from '../running-app.ts'
import { Person, testServer } from '../web.ts'
import { tablesOf } from '../tables.ts'
import { type FoundForm, formsOn, linksOn } from './found-forms.ts'

export type Actor = { name: string; cookie: string }
/** What a crawl came by: every form with who may send it, and addresses with who was shown them. */
export type Found = {
  forms: { name: string; form: FoundForm; actor: Actor }[]
  pages: { path: string; actor: Actor }[]
}

const silent = createLogger('silent')
/** Tables that a refused request may write to; codes for devices come and go with their sessions. */
const ofEveryRequest = ['audit', 'session', 'device_code', 'attempt', 'subject_key', 'write_probe']
/** Of a pattern, so many addresses are opened by one actor: the hundredth child's page has the form of the first. */
const pagesOfPattern = 2
/** Of a form that many are shown, as of signing out, so many actors send theirs. */
const actorsOfForm = 3

/**
 * The demo network with a real server and everybody of its demo accounts signed in: one round is frozen and waits for its value,
 * the other is open.
 */
export class BusyHouse {
  readonly database: Database & { drop(): Promise<void> }
  readonly ids: Record<string, string>
  readonly actors: Actor[] = []
  base = ''
  private readonly deps: ReturnType<typeof testDeps>
  private readonly servers: Listening[] = []
  private sessions: unknown[] = []

  private constructor(database: BusyHouse['database'], deps: BusyHouse['deps'], ids: Record<string, string>) {
    this.database = database
    this.deps = deps
    this.ids = ids
  }

  static async open(): Promise<BusyHouse> {
    const database = await migratedDatabase()
    const deps = testDeps(database.db)
    const seeded = await createActions(deps).seedNetwork(demoNetwork(2027))
    if (!seeded.ok) throw new Error(JSON.stringify(seeded.refusal))
    const house = new BusyHouse(database, deps, seeded.value.ids)
    house.base = await house.serve()
    const { roundId, coordinators } = await house.round()
    await freezeByTwo(deps, coordinators, { roundId, named: drand })

    house.actors.push({ name: 'a visitor', cookie: '' })
    // With the house's clock, by which the codes of their apps are good.
    const door = testServer(deps)
    for (const account of demoAccounts) {
      const person = new Person(door)
      const came = await person.signIn(account.email, demoPassword)
      if (came.status !== 303)
        throw new Error(`${account.email} could not sign in with ${demoPassword}: ${came.status}`)
      house.actors.push({ name: account.label, cookie: person.cookie })
    }
    return house
  }

  /** Draws the frozen round and computes it. */
  async draw(): Promise<void> {
    const { actions, roundId, coordinators } = await this.round()
    for (const viewer of coordinators) await actions.enterValue(viewer, { roundId, typed: drandTyped, key: 'value' })
    while (await actions.workOnce());
  }

  /** The same house at another address, with a table that a test has planted something in. */
  async serve(table?: readonly Route[], log?: string[]): Promise<string> {
    const app = testServer(this.deps, { ...(table && { table }), ...(log && { log }) })
    const server = await listening(createHttpServer(app, silent))
    this.servers.push(server)
    return server.base
  }

  /** Sessions as they were at the last crawl: whoever an act has signed out is signed in again. */
  async keepSignedIn(): Promise<void> {
    const { db } = this.database
    await db.deleteFrom('session').execute()
    await db
      .insertInto('session')
      .values(this.sessions as never)
      .execute()
  }

  /** Whoever tries too often is slowed; the next input is to be read again. */
  async forgetAttempts(): Promise<void> {
    const tables = await tablesOf(this.database)
    if (tables.includes('attempt')) await sql`delete from attempt`.execute(this.database.db)
  }

  /** How many rows each table has, but for those that a refused request may write to: the trail, sessions, counted attempts. */
  async countRows(): Promise<string> {
    this.counting ??= (await tablesOf(this.database)).filter((table) => !ofEveryRequest.includes(table))
    const parts = this.counting.map((table) => `(select count(*) from "${table}")`)
    const counted = await sql<{ counts: string }>`select ${sql.raw(parts.join(` || ',' || `))} as counts`.execute(
      this.database.db,
    )
    return counted.rows[0].counts
  }
  private counting: string[] | undefined

  async crawl(): Promise<Found> {
    const found: Found = { forms: [], pages: [] }
    for (const actor of this.actors) await this.crawlAs(actor, found)
    this.sessions = await this.database.db.selectFrom('session').selectAll().execute()
    return found
  }

  private async crawlAs(actor: Actor, found: Found): Promise<void> {
    const person = new HttpPerson(this.base, actor.cookie)
    const waiting = ['/']
    const seen = new Map<string, number>([['/', 1]])
    const known = new Set<string>()
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const page = await person.get(path)
      found.pages.push({ path, actor })
      for (const form of formsOn(page.text, path)) {
        const name = `${form.act} ${form.fields.map((field) => field.name).join()}`
        const shown = found.forms.filter((one) => one.name === name).length
        if (!known.has(name) && shown < actorsOfForm) found.forms.push({ name, form, actor })
        known.add(name)
      }
      for (const link of [...linksOn(page.text), ...(page.location?.startsWith('/') ? [page.location] : [])]) {
        const pattern = patternOf(link)
        const times = seen.get(pattern) ?? 0
        if (times >= pagesOfPattern || known.has(link)) continue
        seen.set(pattern, times + 1)
        known.add(link)
        waiting.push(link)
      }
    }
    // A visitor has a session from the first form on.
    actor.cookie = person.cookie
  }

  private async round() {
    const actions = createActions(this.deps)
    const coordinators = [
      await actions.findViewer(this.ids.koordination),
      await actions.findViewer(this.ids.koordination2),
    ] as const
    return { actions, roundId: this.ids['hauptvergabe-verbund-ost'], coordinators }
  }

  async close(): Promise<void> {
    for (const server of this.servers) await server.close()
    await this.database.drop()
  }
}

/** An act that nobody was shown a form for, as somebody would send it who knows the names of all fields. */
export function formsNobodySaw({ forms }: Found): Found['forms'] {
  const seen = new Set(forms.map(({ form }) => patternOf(form.target)))
  const unseen = describeRoutes().filter(({ method, path }) => method === 'POST' && !seen.has(path))
  const names = [...new Set(forms.flatMap(({ form }) => form.fields.map(({ name }) => name)))]
  const actors = new Map(forms.map(({ actor, form }) => [actor, form]))
  return unseen.flatMap(({ path, action }) =>
    [...actors].map(([actor, { fields }]) => ({
      name: action,
      actor,
      form: {
        page: path,
        act: action,
        method: 'POST' as const,
        target: path.replaceAll(/:\w+/g, 'nobody'),
        fields: names.map((name) => fields.find((field) => field.name === name) ?? { name, values: ['1'] }),
      },
    })),
  )
}

const patterns = describeRoutes().map(({ path }) => ({
  path,
  pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`),
}))

function patternOf(link: string): string {
  const { pathname } = new URL(link, 'http://localhost')
  return patterns.find(({ pattern }) => pattern.test(pathname))?.path ?? pathname
}
