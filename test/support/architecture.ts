/**
 * The rules of the house, as a function over sources: a breach can be planted and must be found.
 *
 *   engine ← domain ← policy ← store ← actions ← web, worker, cli ← main
 */
import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import { type SourceFacts, readSource } from './source-facts.ts'

export interface Finding {
  readonly file: string
  readonly line: number
  readonly rule: 'place' | 'arrow' | 'packages' | 'cycle' | 'environment' | 'policy' | 'dates' | 'size'
  readonly problem: string
  readonly mend: string
}

type Room = keyof typeof rooms

const database = ['kysely', 'better-sqlite3', 'pg']
const dates = ['date-fns', '@date-fns/tz']
const serving = ['csv-stringify', 'csv-stringify/sync', 'express', 'helmet', 'pino', 'pino-http', 'zod']
const drawing = ['express-handlebars', 'handlebars', '@kern-ux/native', 'i18next', 'd3-scale', 'd3-shape']

/** What each room may import: other rooms (its own always), and packages. `node:*` is every module of Node's own. */
const rooms = {
  engine: { sees: [], packages: ['node:crypto'] },
  domain: { sees: ['engine'], packages: dates },
  policy: { sees: ['engine', 'domain'], packages: [] },
  store: { sees: ['engine', 'domain', 'policy', 'migrations'], packages: [...database, 'node:*'] },
  actions: { sees: ['engine', 'domain', 'policy', 'store'], packages: ['zod', 'node:crypto'] },
  web: {
    sees: ['domain', 'policy', 'actions'],
    packages: [...serving, ...drawing, ...dates, 'node:*'],
  },
  worker: { sees: ['domain', 'policy', 'actions'], packages: ['pino', 'node:*'] },
  cli: {
    sees: ['domain', 'policy', 'actions', 'config', 'secrets', 'open-app', 'serve', 'seed'],
    packages: ['cli-progress', 'zod', 'pino', 'node:*'],
  },
  config: { sees: [], packages: ['zod', 'node:*'] },
  // The keys of an installation, read and made like its other settings.
  secrets: { sees: ['config'], packages: ['zod', 'node:*'] },
  retention: { sees: ['config', 'domain'], packages: ['zod', 'node:*'] },
  'deletion-journal': { sees: [], packages: ['node:*'] },
  // Opens the store and binds the actions to it, for whoever starts them: commands, which need no server, and main.
  'open-app': {
    sees: [
      'domain',
      'policy',
      'store',
      'actions',
      'web',
      'worker',
      'config',
      'secrets',
      'retention',
      'deletion-journal',
    ],
    packages: 'all but database',
  },
  // Starts server and worker over an open app.
  serve: {
    sees: ['domain', 'actions', 'store', 'web', 'worker', 'config', 'open-app'],
    packages: 'all but database',
  },
  main: {
    sees: ['engine', 'domain', 'policy', 'store', 'actions', 'web', 'worker', 'config', 'open-app', 'serve'],
    packages: 'all but database',
  },
  // db/: frozen migrations know nothing of the app; the seed may speak the domain's words.
  // A migration that carries hashed contents over hashes them itself.
  migrations: { sees: [], packages: ['kysely', 'node:crypto'] },
  seed: { sees: ['domain'], packages: ['kysely', 'zod', 'node:*'] },
} as const satisfies Record<string, { sees: readonly string[]; packages: readonly string[] | 'all but database' }>

/** Commands over files alone: they see the engine, and nothing that knows a database. */
const commandsOnFiles = [
  'src/cli/allocate.ts',
  'src/cli/verify.ts',
  'src/cli/verify-draw.ts',
  'src/cli/files.ts',
  'src/cli/allocation-files.ts',
  'src/cli/side-thread.ts',
  'src/cli/side-thread-work.ts',
]

/** The only files that read the environment. */
const environmentReaders = ['src/main.ts', 'src/config.ts']

/** Packages that one file alone uses, whatever its room: the rest of the engine stays without them. */
const packagesOfOneFile: Readonly<Record<string, string | undefined>> = {
  '@noble/curves': 'src/engine/draw/drand.ts',
  nodemailer: 'src/worker/mail-transport.ts',
  'openid-client': 'src/web/oidc/doors.ts',
  'clingo-wasm': 'src/engine/siblings/solver.ts',
  '@zxcvbn-ts/language-common': 'src/store/common-passwords.ts',
  otplib: 'src/actions/factors/totp.ts',
  '@simplewebauthn/server': 'src/actions/factors/webauthn.ts',
  qrcode: 'src/web/sessions/enrol-totp.page.ts',
}

/** Where date-fns may be used: calendar days in the domain, and words for them on screen. */
const dateFiles = /^src\/domain\/([a-z-]+\/)*[a-z-]*day[a-z-]*\.ts$|^src\/web\/format\.ts$/

const longestFile = 250

/** Actions that ask no policy, each with the reason. */
export const actionsWithoutPolicy: Readonly<Record<string, string>> = {
  'src/actions/installation/probe-readiness.ts': 'says of the process, not of anybody, whether it can serve',
  'src/actions/rounds/show-round-child.ts': 'asks through show-outcome, whose answer it narrows to one child',
  'src/actions/installation/is-demo.ts': 'every page tells everybody whether its data are invented',
  'src/actions/mails/operate-outbox.ts': 'an operator looks from the machine itself, where no account is needed',
  'src/actions/mails/send-next-mail.ts': 'the clock sends what an act has promised',
  'src/actions/jobs/work-once.ts': 'the worker takes what somebody with the right has queued',
  'src/actions/network/seed-network.ts': 'an operator fills an empty database',
  'src/actions/catalogue-previews/run-catalogue-preview.ts': 'the clock computes what a coordinator asked for',
  'src/actions/rounds/run-computation.ts': 'the clock computes what a coordinator has frozen',
  'src/actions/dry-runs/run-dry-run.ts': 'the clock computes what a coordinator wants to try out',
  'src/actions/trail/make-trail-head.ts': 'the clock signs the trail; nobody chooses when or what',
  'src/actions/trail/export-heads.ts': 'an operator prints what everybody may read',
  'src/actions/trail/verify-trail.ts': 'an operator checks the trail where it lies',
  'src/actions/oidc/sign-in-by-oidc.ts': 'nobody is signed in yet',
  'src/actions/registrations/register-parent.ts': 'nobody has an account yet; the code says who may',
  'src/actions/registrations/answer-registration.ts': 'the clock writes to whoever has registered',
  'src/actions/registrations/show-registration.ts': 'whoever has the link may',
  'src/actions/registrations/confirm-address.ts': 'whoever has the link owns the address',
  'src/actions/registrations/purge-registrations.ts': 'the clock deletes what was never confirmed',
  'src/actions/passwords/ask-for-password-reset.ts': 'who has forgotten a password cannot sign in',
  'src/actions/passwords/answer-password-reset.ts': 'the clock writes to whoever has asked',
  'src/actions/passwords/show-password-reset.ts': 'whoever has the link may',
  'src/actions/passwords/reset-password.ts': 'whoever has the link owns the address',
  'src/actions/invitations/show-invitation.ts': 'whoever has the link may',
  'src/actions/invitations/accept-invitation.ts': 'the link is the right, and the address of the account',
  'src/actions/email-changes/answer-email-change.ts': 'the clock writes to the address that somebody wants',
  'src/actions/email-changes/purge-email-changes.ts': 'the clock deletes what was never confirmed',
  'src/actions/own-data/deletion-outlook.ts': 'works out what the actions that ask for it tell or carry out',
  'src/actions/keys/reseal.ts': 'an operator, who has the keys, changes them',
  'src/actions/retention/purge-once-a-day.ts': 'the clock again',
  'src/actions/retention/purge.ts': 'the clock removes what has been kept for its time',
  'src/actions/sessions/sign-in.ts': 'nobody is signed in yet',
  'src/actions/sessions/find-viewer.ts': 'finds out who asks, before any right can be asked for',
  'src/actions/sessions/find-presence.ts': 'finds out who asks, before any right can be asked for',
  'src/actions/sessions/begin-session.ts': 'follows a proof of who somebody is, before any right',
  'src/actions/sessions/end-session.ts': 'everybody may go',
  'src/actions/factors/prove-with-totp.ts': 'a proof of who somebody is comes before any right',
  'src/actions/factors/prove-with-password.ts': 'a proof of who somebody is comes before any right',
  'src/actions/accounts/create-first-coordinator.ts': 'an operator fills an empty database',
  'src/actions/accounts/reset-factor.ts': 'an operator, who has the machine, helps whoever has lost everything',
  'src/actions/accounts/disable-account-as-operator.ts': 'an operator, who has the machine, locks an account',
  'src/actions/devices/device-code.ts': 'follows a proof of who somebody is, before any right',
  'src/actions/devices/send-device-code.ts': 'a proof of who somebody is comes before any right',
  'src/actions/devices/prove-with-device-code.ts': 'a proof of who somebody is comes before any right',
  'src/actions/factors/prepare-totp.ts': 'asks through may-add-factor',
  'src/actions/factors/enrol-totp.ts': 'asks through may-add-factor',
  'src/actions/factors/prepare-passkey.ts': 'asks through may-add-factor, or comes before any right',
  'src/actions/factors/add-passkey.ts': 'asks through may-add-factor',
  'src/actions/factors/prove-with-passkey.ts': 'a proof of who somebody is comes before any right',
  'src/actions/factors/prove-with-recovery-code.ts': 'a proof of who somebody is comes before any right',
  'src/actions/factors/use-passkey.ts': 'a proof of who somebody is comes before any right',
  'src/actions/factors/tell-factor-change.ts': 'tells of what another action has done',
  'src/actions/factors/remove-totp.ts': 'asks through remove-factor',
  'src/actions/factors/remove-passkey.ts': 'asks through remove-factor',
  'src/actions/factors/recovery-codes.ts': 'only how a code is written',
  'src/actions/sessions/sign-in-with-passkey.ts': 'nobody is signed in yet',
}

/** @param sources path from the top level, such as `src/engine/allocate.ts`, to the file's text */
export function checkArchitecture(sources: ReadonlyMap<string, string>): Finding[] {
  const facts = new Map([...sources].map(([file, source]) => [file, readSource(file, source)]))
  return [
    ...[...facts].flatMap(([file, known]) => [
      ...checkImports(file, known),
      ...checkEnvironment(file, known),
      ...checkAsksPolicy(file, known),
      ...checkSize(file, known),
    ]),
    ...checkExemptions(facts),
    ...checkCycles(facts),
  ]
}

export function describeFinding({ file, line, rule, problem, mend }: Finding): string {
  return `${file}:${line} [${rule}] ${problem}. ${mend}.`
}

function checkImports(file: string, { imports }: SourceFacts): Finding[] {
  const room = roomOf(file)
  if (!room) {
    const mend = `Move it to one of src/{${Object.keys(rooms).join(',')}}, or give it a place in test/support/architecture.ts`
    return [{ file, line: 1, rule: 'place', problem: 'This file stands in no room', mend }]
  }
  return imports.flatMap(({ specifier, line }): Finding[] => {
    if (specifier === undefined) {
      const mend = 'Import a fixed path, so that it can be checked'
      return [{ file, line, rule: 'place', problem: 'The path of this import is computed', mend }]
    }
    return specifier.startsWith('.')
      ? checkNeighbour(file, room, line, targetOf(file, specifier))
      : checkPackage(file, room, line, packageOf(specifier))
  })
}

function checkNeighbour(file: string, room: Room, line: number, target: string): Finding[] {
  const targetRoom = roomOf(target)
  if (!targetRoom) {
    const mend = 'Import only what stands in a room; read other files by their path'
    return [{ file, line, rule: 'place', problem: `${target} stands in no room`, mend }]
  }
  const onFiles = commandsOnFiles.includes(file)
  const sees: readonly string[] = onFiles ? ['engine', 'config'] : rooms[room].sees
  if (targetRoom === room || sees.includes(targetRoom)) return []
  const problem = `${onFiles ? 'A command over files' : room} must not see ${targetRoom} (${target})`
  const mend = `It may see ${sees.length > 0 ? sees.join(', ') : 'no other room'}: move the line to a room that may, or hand the value in`
  return [{ file, line, rule: 'arrow', problem, mend }]
}

function checkPackage(file: string, room: Room, line: number, name: string): Finding[] {
  if (dates.includes(name) && !dateFiles.test(file)) {
    const mend = 'Use a function of domain/day.ts, or of web/format.ts for words on screen'
    return [{ file, line, rule: 'dates', problem: `${name} is used outside the files for days`, mend }]
  }
  const onlyFile = packagesOfOneFile[name]
  if (onlyFile === undefined ? mayUse(room, name) : onlyFile === file) return []
  const mend = database.includes(name)
    ? 'The database is for src/store and db/ alone: add a function there'
    : `Do it in a room that may, or add ${name} to ${room} in test/support/architecture.ts with a reason`
  return [{ file, line, rule: 'packages', problem: `${room} must not use ${name}`, mend }]
}

function mayUse(room: Room, name: string): boolean {
  const packages: readonly string[] | 'all but database' = rooms[room].packages
  if (packages === 'all but database') return !database.includes(name)
  return packages.includes(name) || (name.startsWith('node:') && packages.includes('node:*'))
}

function checkEnvironment(file: string, { environmentReads }: SourceFacts): Finding[] {
  if (environmentReaders.includes(file)) return []
  const mend = `Read it in ${environmentReaders.join(' or ')} and hand the value in`
  return environmentReads.map((line) => ({ file, line, rule: 'environment', problem: 'process.env is read', mend }))
}

function checkAsksPolicy(file: string, { calls, imports }: SourceFacts): Finding[] {
  if (!/^src\/actions\/[^/]+\/[a-z]+-[a-z0-9-]+\.ts$/.test(file) || actionsWithoutPolicy[file]) return []
  const knowsPolicy = imports.some(({ specifier }) => specifier && targetOf(file, specifier).startsWith('src/policy/'))
  if (knowsPolicy && (calls.has('may') || calls.has('scopeOf'))) return []
  const mend = `Call may(…) or scopeOf(…) from policy/, or name it in actionsWithoutPolicy in test/support/architecture.ts with a reason`
  return [{ file, line: 1, rule: 'policy', problem: 'This action does not ask the policy', mend }]
}

/** An exemption outlives its file unnoticed, and would then cover whatever takes the name. */
function checkExemptions(facts: ReadonlyMap<string, SourceFacts>): Finding[] {
  if (!facts.has('src/actions/app.ts')) return []
  const stale = Object.keys(actionsWithoutPolicy).filter((file) => !facts.has(file))
  const mend = 'Take it out of actionsWithoutPolicy in test/support/architecture.ts'
  return stale.map((file) => ({ file, line: 1, rule: 'policy', problem: 'This exempted action does not exist', mend }))
}

function checkSize(file: string, { lines }: SourceFacts): Finding[] {
  if (!file.startsWith('src/') || lines <= longestFile) return []
  const mend = 'Ask which second thing the file has begun to do, and give that a file'
  return [{ file, line: longestFile + 1, rule: 'size', problem: `${lines} lines, ${longestFile} at most`, mend }]
}

function checkCycles(facts: ReadonlyMap<string, SourceFacts>): Finding[] {
  const findings: Finding[] = []
  const finished = new Set<string>()
  const visit = (file: string, path: readonly string[]) => {
    const known = facts.get(file)
    if (!known || finished.has(file)) return
    for (const { specifier, line } of known.imports) {
      if (!specifier?.startsWith('.')) continue
      const target = targetOf(file, specifier)
      const circle = [...path, file]
      if (circle.includes(target)) {
        const problem = `Imports go in a circle: ${[...circle.slice(circle.indexOf(target)), target].join(' → ')}`
        const mend = 'Move what both need to a file that imports neither'
        findings.push({ file, line, rule: 'cycle', problem, mend })
      } else visit(target, circle)
    }
    finished.add(file)
  }
  for (const file of facts.keys()) visit(file, [])
  return findings
}

function roomOf(file: string): Room | undefined {
  const name =
    /^src\/([^/]+)\/.+$|^src\/(main|config|secrets|retention|deletion-journal|open-app|serve)\.ts$|^db\/(migrations|seed)\/.+$/.exec(
      file,
    )
  const room = name?.slice(1).find((part) => part !== undefined)
  return room && isRoom(room) ? room : undefined
}

function isRoom(name: string): name is Room {
  return Object.hasOwn(rooms, name)
}

function targetOf(file: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier
}

/** `date-fns/locale` is date-fns, `crypto` is node:crypto. */
function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
  return builtinModules.includes(name) ? `node:${specifier}` : name
}
