/**
 * Global setup of the project "postgres": one server for the run, a database per test file (see database.ts).
 * TEST_PG_URL names a running server; else one is started from PG_BIN or Debian's packages, in a folder of its own,
 * reachable by a socket in that folder only.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { findPostgresBin, howToGetPostgres } from '../../scripts/ensure-postgres.mjs'
import { openDatabase } from '../../src/store/db.ts'
import { migrate } from '../../src/store/migrate.ts'
import { databaseAgeInMs, newDatabaseName, onServer, testDatabasePrefix } from './database.ts'
import { scratchFolder } from './scratch-folder.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A server on which databases may be created; set in the project "postgres" only. */
    postgresServer: string
  }
}

const folderPrefix = 'verbund-kita-pg-'
// A socket's path may have 107 bytes at most, which a long TMPDIR would fill.
const parentFolder = scratchFolder('/tmp')
const user = 'verbund'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_PG_URL']
  if (given) {
    await dropForgottenDatabases(given)
    const name = await provide(project, given)
    return async () => onServer(given, `drop database if exists ${name} with (force)`)
  }
  const bin = findPostgresBin()
  if (!bin) throw new Error(howToGetPostgres)
  await removeForgottenServers(bin)
  const folder = startServer(bin)
  await provide(project, `postgres://${user}@${encodeURIComponent(folder)}/postgres`)
  return async () => stopServer(bin, folder)
}

/** The server, and on it a migrated database that each test gets a copy of; its name. */
async function provide(project: TestProject, server: string): Promise<string> {
  const name = newDatabaseName()
  await onServer(server, `create database ${name} template template0`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const { db, close } = openDatabase(url.href)
  await migrate(db)
  await close()
  // Somebody who is connected would keep it from being copied.
  await onServer(server, `alter database ${name} with allow_connections false`)
  project.provide('postgresServer', server)
  project.provide('migratedTemplate', name)
  return name
}

function startServer(bin: string): string {
  const folder = mkdtempSync(join(parentFolder, folderPrefix))
  writeFileSync(join(folder, 'runner.pid'), String(process.pid))
  if (isRoot()) execFileSync('chown', ['-R', 'postgres', folder])
  const data = join(folder, 'data')
  try {
    // C.UTF-8 sorts by code point as SQLite does; what people read is sorted by Intl.Collator, not by the database.
    run(bin, 'initdb', ['-D', data, '-U', user, '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'])
    const settings = {
      listen_addresses: '',
      unix_socket_directories: folder,
      max_connections: '200',
      // A test database need not survive a power cut; the server refuses to start where commits do not wait for their log.
      fsync: 'off',
      full_page_writes: 'off',
    }
    const options = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`)
    run(bin, 'pg_ctl', ['-D', data, '-l', join(folder, 'server.log'), '-w', '-o', options.join(' '), 'start'])
  } catch (error) {
    const log = join(folder, 'server.log')
    const lastWords = existsSync(log) ? readFileSync(log, 'utf8') : ''
    rmSync(folder, { recursive: true, force: true })
    throw new Error(`PostgreSQL did not start. ${lastWords}`, { cause: error })
  }
  return folder
}

function stopServer(bin: string, folder: string): void {
  // Immediate: nothing in it is worth a checkpoint.
  run(bin, 'pg_ctl', ['-D', join(folder, 'data'), '-w', '-m', 'immediate', 'stop'])
  rmSync(folder, { recursive: true, force: true })
}

/** A killed run leaves its server running and its folder behind. Another run under way at this moment is left alone. */
async function removeForgottenServers(bin: string): Promise<void> {
  const names = readdirSync(parentFolder).filter((name) => name.startsWith(folderPrefix))
  for (const folder of names.map((name) => join(parentFolder, name))) {
    if (!isOurs(folder) || isInUse(folder)) continue
    // Only a server that answers is stopped: after a restart of the machine its process number belongs to somebody else.
    if (await answers(join(folder, '.s.PGSQL.5432'))) stopServer(bin, folder)
    else rmSync(folder, { recursive: true, force: true })
  }
}

function isOurs(folder: string): boolean {
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid
  return owner !== undefined && (isRoot() || owner === process.getuid?.())
}

function isInUse(folder: string): boolean {
  const note = join(folder, 'runner.pid')
  // A folder just made has no note yet.
  if (!existsSync(note)) return Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0) < 60_000
  try {
    process.kill(Number(readFileSync(note, 'utf8')), 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath)
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

/** PostgreSQL refuses to run as root. */
function run(bin: string, program: string, args: string[]): void {
  const command = join(bin, program)
  const [file, rest] = isRoot() ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, args]
  // The server inherits these; with a pipe it would keep the call from ending.
  execFileSync(file, rest, { stdio: ['ignore', 'ignore', 'inherit'], cwd: parentFolder })
}

const isRoot = () => process.getuid?.() === 0

/** On a server that outlives the run, databases of runs that were killed more than six hours ago are dropped. */
async function dropForgottenDatabases(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query<{ datname: string }>(`select datname from pg_database`)
    const names = found.rows.map((row) => row.datname).filter((name) => name.startsWith(testDatabasePrefix))
    for (const name of names.filter((candidate) => databaseAgeInMs(candidate) > 6 * 3_600_000)) {
      await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`)
    }
  } finally {
    await client.end()
  }
}
