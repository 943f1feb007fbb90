/** An empty database for one test file, on the engine that the project names in TEST_DIALECT. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { inject } from 'vitest'

export interface FreshDatabase {
  /** `sqlite:/tmp/…/x.sqlite` or `postgres://…`, as DATABASE_URL takes it. */
  readonly url: string
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>
}

export const testDatabasePrefix = 'verbund_kita_test_'

/** 'sqlite' where no project says otherwise. */
export function testDialect(): 'sqlite' | 'postgres' {
  const dialect = process.env['TEST_DIALECT'] ?? 'sqlite'
  if (dialect === 'sqlite' || dialect === 'postgres') return dialect
  throw new Error(`TEST_DIALECT is ${dialect}; it must be sqlite or postgres.`)
}

export function freshDatabase(): Promise<FreshDatabase> {
  return testDialect() === 'postgres' ? freshPostgresDatabase() : freshSqliteDatabase()
}

async function freshSqliteDatabase(): Promise<FreshDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'verbund-kita-db-'))
  return {
    url: `sqlite:${join(folder, 'x.sqlite')}`,
    drop: () => rm(folder, { recursive: true, force: true }),
  }
}

async function freshPostgresDatabase(): Promise<FreshDatabase> {
  const server = inject('postgresServer')
  const name = `${testDatabasePrefix}${Date.now()}_${randomBytes(4).toString('hex')}`
  // template0: several files may copy it at the same time, since nobody can be connected to it.
  await onServer(server, `create database ${name} template template0`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(server, `drop database if exists ${name} with (force)`) }
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** By the time in its name; 0 for a name that freshDatabase did not give. */
export function databaseAgeInMs(name: string): number {
  const made = /^verbund_kita_test_(\d+)_/.exec(name)?.[1]
  return made ? Date.now() - Number(made) : 0
}
