import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createActions } from '../../src/actions/app.ts'
import { demoNetwork, demoPassword } from '../../db/seed/demo-network.ts'
import { openDatabase } from '../../src/store/db.ts'
import { testDeps, testSecrets } from './deps.ts'
import { freshMigratedDatabase } from './database.ts'
import { freezeAndDraw, releaseByTwo } from './draw-steps.ts'
import { formOn } from './forms.ts'
import { codeOf, forgetUsedCodes, isSecondFactorPage } from './second-factor.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Address of a running app → its database. */
const databases = new Map<string, string>()

/** What `forgetUsedCodes` does, for an app that runs as a process of its own. */
export async function forgetUsedCodesAt(url: string): Promise<void> {
  const database = openDatabase(databases.get(url) ?? '')
  await forgetUsedCodes(database.db)
  await database.close()
}

/** The real server as a process of its own, on a database that survives it. */
export class RunningApp {
  readonly url: string
  /** What Node runs; a control plants a weakness here. */
  program: readonly string[] = ['src/main.ts']
  readonly environment: NodeJS.ProcessEnv
  private process: ChildProcess | undefined

  private constructor(url: string, environment: NodeJS.ProcessEnv) {
    this.url = url
    this.environment = environment
  }

  static async at(databaseUrl: string, dataDir: string, more: Record<string, string> = {}): Promise<RunningApp> {
    const port = await freePort()
    const url = `http://localhost:${port}`
    // The keys that sealed what the test has put into the database.
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(join(dataDir, 'secrets.json'), JSON.stringify(testSecrets))
    databases.set(url, databaseUrl)
    return new RunningApp(url, {
      ...process.env,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      BASE_URL: url,
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: 'error',
      ...more,
    })
  }

  /** Starts it and waits until it says that it is ready. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ['--import', 'tsx', ...this.program], {
      cwd: root,
      env: this.environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.process = child
    await new Promise<void>((ready, failed) => {
      child.once('exit', (code) => failed(new Error(`the server ended with ${code} before it was ready`)))
      let output = ''
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString()
        if (output.includes('"event":"ready"')) ready()
      })
    })
  }

  /** SIGKILL: no goodbye, as when the power of the process goes. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.process
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
}

export type DemoApp = {
  app: RunningApp
  ids: Record<string, string>
  databaseUrl: string
  /** One more process on the same database, not started yet. */
  another(): Promise<RunningApp>
  dataDir: string
  drop(): Promise<void>
}

/** The demo network in a fresh database, with the main round of one consortium computed and released, and the server. */
export async function demoApp({ released = true } = {}): Promise<DemoApp> {
  const fresh = await freshMigratedDatabase()
  const database = openDatabase(fresh.url)
  const deps = { ...testDeps(database.db), now: () => new Date().toISOString() }
  const actions = createActions(deps)
  const seeded = await actions.seedNetwork(demoNetwork(2027))
  if (!seeded.ok) throw new Error(JSON.stringify(seeded.refusal))
  const { ids } = seeded.value
  if (released) {
    const first = await actions.findViewer(ids.koordination)
    const second = await actions.findViewer(ids.koordination2)
    const roundId = ids['hauptvergabe-verbund-ost']
    await freezeAndDraw(deps, [first, second], { roundId, demo: true })
    await actions.workOnce()
    await releaseByTwo(deps, [first, second], { roundId })
  }
  await database.close()

  const dataDir = mkdtempSync(join(tmpdir(), 'verbund-kita-app-'))
  const app = await RunningApp.at(fresh.url, dataDir)
  const apps = [app]
  return {
    app,
    ids,
    databaseUrl: fresh.url,
    async another() {
      const one = await RunningApp.at(fresh.url, dataDir)
      apps.push(one)
      return one
    },
    dataDir,
    async drop() {
      await Promise.all(apps.map((one) => one.kill()))
      rmSync(dataDir, { recursive: true, force: true })
      await fresh.drop()
    },
  }
}

export type Answer = { status: number; text: string; location: string | undefined }

/** A person's browser without a screen, over real HTTP. */
export class HttpPerson {
  cookie = ''
  private readonly base: string

  constructor(base: string, cookie = '') {
    this.base = base
    this.cookie = cookie
  }

  /** The same browser, whose requests reach another process of the house. */
  at(app: RunningApp): HttpPerson {
    return new HttpPerson(app.url, this.cookie)
  }

  async get(path: string, accept = 'text/html'): Promise<Answer> {
    return this.send(path, { headers: { accept } })
  }

  async post(path: string, fields: Record<string, string>): Promise<Answer> {
    return this.send(path, { method: 'POST', body: new URLSearchParams(fields) })
  }

  /** The hidden fields and the target of a form on a page. */
  async form(page: string, action: string): Promise<{ target: string; fields: Record<string, string> }> {
    const { text } = await this.get(page)
    const { target = page, fields } = formOn(text, action)
    return { target, fields }
  }

  async submit(page: string, action: string, typed: Record<string, string> = {}) {
    const { target, fields } = await this.form(page, action)
    return this.post(target, { ...fields, ...typed })
  }

  /** All the way in: the password, and from staff the code that an app shows. */
  async signIn(email: string) {
    const came = await this.enter(email)
    if (came.status !== 303) return came
    const { location } = await this.get(came.location ?? '/')
    if (!isSecondFactorPage(location)) return came
    await forgetUsedCodesAt(this.base)
    return this.submit(location ?? '', 'give-second-factor', { code: codeOf(email, new Date().toISOString()) })
  }

  /** The password alone. */
  enter(email: string) {
    return this.submit('/anmelden', 'sign-in', { email, password: demoPassword })
  }

  private async send(path: string, init: RequestInit): Promise<Answer> {
    const headers = { ...(init.headers as Record<string, string>), cookie: this.cookie }
    const answer = await fetch(this.base + path, { ...init, headers, redirect: 'manual' })
    const set = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('__Host-session='))
    if (set) this.cookie = set.split(';')[0]
    return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') ?? undefined }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
