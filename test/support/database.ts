/** An empty database for one test file, on the engine that the project names in TEST_DIALECT. */
import { randomBytes } from 'node:crypto'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { inject } from 'vitest'
import { scratchFolder } from './scratch-folder.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** On SQLite the path of a database that is migrated and empty, on PostgreSQL its name. */
    migratedTemplate: string
  }
}

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

/** Nothing is in it. */
export function freshDatabase(): Promise<FreshDatabase> {
  return testDialect() === 'postgres' ? freshPostgresDatabase('template0') : freshSqliteDatabase()
}

/** As the migrations leave it: a copy, which takes a twentieth of the time that they take. */
export function freshMigratedDatabase(): Promise<FreshDatabase> {
  const template = inject('migratedTemplate')
  return testDialect() === 'postgres' ? freshPostgresDatabase(template) : freshSqliteDatabase(template)
}

async function freshSqliteDatabase(template?: string): Promise<FreshDatabase> {
  const folder = await mkdtemp(join(scratchFolder(), 'verbund-kita-db-'))
  const path = join(folder, 'x.sqlite')
  if (template !== undefined) await copyFile(template, path)
  return {
    url: `sqlite:${path}`,
    drop: () => rm(folder, { recursive: true, force: true }),
  }
}

/**
 * Several files may copy a template at the same time, since nobody can be connected to it. Copied as files, because the log that is
 * written otherwise takes twice as long and is worth nothing here.
 */
async function freshPostgresDatabase(template: string): Promise<FreshDatabase> {
  const server = inject('postgresServer')
  const name = newDatabaseName()
  await onServer(server, `create database ${name} template ${template} strategy file_copy`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(server, `drop database if exists ${name} with (force)`) }
}

export const newDatabaseName = () => `${testDatabasePrefix}${Date.now()}_${randomBytes(4).toString('hex')}`

export async function onServer(server: string, statement: string): Promise<void> {
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
