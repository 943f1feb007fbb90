import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Finding, checkArchitecture, describeFinding } from './support/architecture.ts'

type Planted = { breach: string; file: string; source: string; rule: Finding['rule']; line?: number }

const lines = (count: number) => 'const x = 1\n'.repeat(count)

const planted: Planted[] = [
  {
    breach: 'the engine sees the domain',
    file: 'src/engine/a.ts',
    source: `import { b } from '../domain/b.ts'`,
    rule: 'arrow',
  },
  {
    breach: 'the domain sees the policy',
    file: 'src/domain/a.ts',
    source: `import { b } from '../policy/b.ts'`,
    rule: 'arrow',
  },
  {
    breach: 'the policy sees the store',
    file: 'src/policy/a.ts',
    source: `import { b } from '../store/b.ts'`,
    rule: 'arrow',
  },
  {
    breach: 'the store sees an action',
    file: 'src/store/a.ts',
    source: `import { b } from '../actions/b.ts'`,
    rule: 'arrow',
  },
  {
    breach: 'an action sees the web',
    file: 'src/actions/a.ts',
    source: `import { b } from '../web/b.ts'`,
    rule: 'arrow',
  },
  {
    breach: 'the web sees the store',
    file: 'src/web/a.ts',
    source: `import { b } from '../store/b.ts'`,
    rule: 'arrow',
  },
  {
    breach: 'the web sees the engine',
    file: 'src/web/a/b.ts',
    source: `import { b } from '../../engine/b.ts'`,
    rule: 'arrow',
  },
  {
    breach: 'the web sees the worker',
    file: 'src/web/a.ts',
    source: `import { b } from '../worker/b.ts'`,
    rule: 'arrow',
  },
  {
    breach: 'the worker sees the store',
    file: 'src/worker/a.ts',
    source: `import { b } from '../store/b.ts'`,
    rule: 'arrow',
  },
  {
    breach: 'the worker sees a command',
    file: 'src/worker/a.ts',
    source: `import { b } from '../cli/b.ts'`,
    rule: 'arrow',
  },
  {
    breach: 'a command sees the store',
    file: 'src/cli/seed.ts',
    source: `import { b } from '../store/b.ts'`,
    rule: 'arrow',
  },
  {
    breach: 'a command sees the engine',
    file: 'src/cli/seed.ts',
    source: `import { b } from '../engine/b.ts'`,
    rule: 'arrow',
  },
  {
    breach: 'a command sees the web',
    file: 'src/cli/seed.ts',
    source: `import { b } from '../web/b.ts'`,
    rule: 'arrow',
  },
  {
    breach: 'a command over files sees an action',
    file: 'src/cli/verify.ts',
    source: `import { b } from '../actions/b.ts'`,
    rule: 'arrow',
  },
  { breach: 'a room sees main', file: 'src/web/a.ts', source: `import { b } from '../main.ts'`, rule: 'arrow' },
  {
    breach: 'the web sees the configuration',
    file: 'src/web/a.ts',
    source: `import { b } from '../config.ts'`,
    rule: 'arrow',
  },
  {
    breach: 'the configuration sees the domain',
    file: 'src/config.ts',
    source: `import { b } from './domain/b.ts'`,
    rule: 'arrow',
  },
  {
    breach: 'a migration sees the app',
    file: 'db/migrations/a.ts',
    source: `import { b } from '../../src/domain/b.ts'`,
    rule: 'arrow',
  },
  {
    breach: 'a type only',
    file: 'src/engine/a.ts',
    source: `\nimport type { B } from '../domain/b.ts'`,
    rule: 'arrow',
    line: 2,
  },
  { breach: 'a side effect only', file: 'src/engine/a.ts', source: `import '../domain/b.ts'`, rule: 'arrow' },
  {
    breach: 'a type within an expression',
    file: 'src/engine/a.ts',
    source: `type B = import('../domain/b.ts').B`,
    rule: 'arrow',
  },
  {
    breach: 'a dynamic import',
    file: 'src/engine/a.ts',
    source: `const b = await import('../domain/b.ts')`,
    rule: 'arrow',
  },
  { breach: 'a re-export', file: 'src/engine/a.ts', source: `export { b } from '../domain/b.ts'`, rule: 'arrow' },
  {
    breach: 'a re-export of everything',
    file: 'src/engine/a.ts',
    source: `export * from '../domain/b.ts'`,
    rule: 'arrow',
  },

  { breach: 'a room nobody knows', file: 'src/utils/a.ts', source: ``, rule: 'place' },
  { breach: 'a file beside the rooms', file: 'src/helpers.ts', source: ``, rule: 'place' },
  {
    breach: 'an import out of the house',
    file: 'src/cli/a.ts',
    source: `import { b } from '../../test/b.ts'`,
    rule: 'place',
  },
  {
    breach: 'a computed import',
    file: 'src/cli/a.ts',
    source: `export const load = (path: string) => import(path)`,
    rule: 'place',
  },

  {
    breach: 'the engine reads files',
    file: 'src/engine/a.ts',
    source: `import { readFileSync } from 'node:fs'`,
    rule: 'packages',
  },
  {
    breach: 'the engine reads files, unprefixed',
    file: 'src/engine/a.ts',
    source: `import { readFileSync } from 'fs'`,
    rule: 'packages',
  },
  {
    breach: 'another file of the engine knows curves',
    file: 'src/engine/draw/seed.ts',
    source: `import { bls12_381 } from '@noble/curves/bls12-381.js'`,
    rule: 'packages',
  },
  {
    breach: 'the domain validates with zod',
    file: 'src/domain/a.ts',
    source: `import { z } from 'zod'`,
    rule: 'packages',
  },
  {
    breach: 'the policy uses Node',
    file: 'src/policy/a.ts',
    source: `import { join } from 'node:path'`,
    rule: 'packages',
  },
  {
    breach: 'the store knows HTTP',
    file: 'src/store/a.ts',
    source: `import type { Request } from 'express'`,
    rule: 'packages',
  },
  {
    breach: 'an action reads files',
    file: 'src/actions/a.ts',
    source: `import { readFile } from 'node:fs/promises'`,
    rule: 'packages',
  },
  {
    breach: 'an action names kysely',
    file: 'src/actions/a.ts',
    source: `import type { Kysely } from 'kysely'`,
    rule: 'packages',
  },
  { breach: 'the web names kysely', file: 'src/web/a.ts', source: `import { sql } from 'kysely'`, rule: 'packages' },
  { breach: 'main names the driver', file: 'src/main.ts', source: `import pg from 'pg'`, rule: 'packages' },
  {
    breach: 'the worker knows HTTP',
    file: 'src/worker/a.ts',
    source: `import express from 'express'`,
    rule: 'packages',
  },
  { breach: 'a command knows HTTP', file: 'src/cli/a.ts', source: `import express from 'express'`, rule: 'packages' },
  { breach: 'the configuration uses pino', file: 'src/config.ts', source: `import pino from 'pino'`, rule: 'packages' },
  { breach: 'a test tool in the app', file: 'src/web/a.ts', source: `import { test } from 'vitest'`, rule: 'packages' },

  {
    breach: 'an offer counts days by itself',
    file: 'src/domain/offer.ts',
    source: `import { addDays } from 'date-fns'`,
    rule: 'dates',
  },
  {
    breach: 'a page formats a date by itself',
    file: 'src/web/offers/a.page.ts',
    source: `import { de } from 'date-fns/locale'`,
    rule: 'dates',
  },
  {
    breach: 'an action asks for a zone',
    file: 'src/actions/a.ts',
    source: `import { tz } from '@date-fns/tz'`,
    rule: 'dates',
  },

  {
    breach: 'a page reads the environment',
    file: 'src/web/a.ts',
    source: `\n\nconst port = process.env.PORT`,
    rule: 'environment',
    line: 3,
  },
  {
    breach: 'a command reads the environment',
    file: 'src/cli/a.ts',
    source: `const port = process.env['PORT']`,
    rule: 'environment',
  },
  { breach: 'in brackets', file: 'src/web/a.ts', source: `const all = process['env']`, rule: 'environment' },
  {
    breach: 'through globalThis',
    file: 'src/web/a.ts',
    source: `const all = globalThis.process.env`,
    rule: 'environment',
  },
  { breach: 'taken apart', file: 'src/web/a.ts', source: `const { env } = process`, rule: 'environment' },
  { breach: 'imported', file: 'src/web/a.ts', source: `import { env } from 'node:process'`, rule: 'environment' },
  { breach: 'imported as a whole', file: 'src/web/a.ts', source: `import p from 'process'`, rule: 'environment' },

  {
    breach: 'an action asks nobody',
    file: 'src/actions/offers/decline-offer.ts',
    source: `export const declineOffer = () => 1`,
    rule: 'policy',
  },
  {
    breach: 'an action only speaks of the policy',
    file: 'src/actions/offers/decline-offer.ts',
    source: `import { may } from '../../policy/scope.ts'\n// may(viewer, 'offer.decline', offer)\nexport const text = 'may(…)' + String(may)`,
    rule: 'policy',
  },
  {
    breach: 'an action asks a function of its own',
    file: 'src/actions/offers/decline-offer.ts',
    source: `const may = () => true\nexport const declineOffer = () => may()`,
    rule: 'policy',
  },

  { breach: 'a file of 251 lines', file: 'src/web/a.ts', source: lines(251), rule: 'size', line: 251 },
]

const allowed: Array<{ what: string; file: string; source: string }> = [
  { what: 'a room imports from itself', file: 'src/web/offers/a.page.ts', source: `import { b } from '../form.ts'` },
  {
    what: 'the web sees actions, policy and domain',
    file: 'src/web/a.ts',
    source: `import '../actions/app.ts'\nimport '../policy/policy.ts'\nimport '../domain/day.ts'`,
  },
  {
    what: 'a command over files sees the engine',
    file: 'src/cli/allocate.ts',
    source: `import '../engine/allocate.ts'\nimport './files.ts'`,
  },
  {
    what: 'the one file that checks drand knows curves',
    file: 'src/engine/draw/drand.ts',
    source: `import { bls12_381 } from '@noble/curves/bls12-381.js'`,
  },
  {
    what: 'a command opens the app',
    file: 'src/cli/demo.ts',
    source: `import '../config.ts'\nimport '../open-app.ts'`,
  },
  {
    what: 'main sees every room',
    file: 'src/main.ts',
    source: `import './store/db.ts'\nimport './web/server.ts'\nimport './worker/a.ts'\nimport 'pino'`,
  },
  {
    what: 'the store sees the migrations and the driver',
    file: 'src/store/db.ts',
    source: `import '../../db/migrations/a.ts'\nimport 'pg'\nimport 'node:fs'`,
  },
  { what: 'a migration names kysely', file: 'db/migrations/a.ts', source: `import type { Kysely } from 'kysely'` },
  {
    what: 'days are counted in domain/day.ts',
    file: 'src/domain/day.ts',
    source: `import { addDays } from 'date-fns'`,
  },
  {
    what: 'dates become words in web/format.ts',
    file: 'src/web/format.ts',
    source: `import { format } from 'date-fns'`,
  },
  { what: 'the environment is read in config.ts', file: 'src/config.ts', source: `export const raw = process.env` },
  {
    what: 'a comment or a text names process.env or another room',
    file: 'src/web/a.ts',
    source: `// process.env, import '../store/db.ts'\nexport const text = "process.env import('../store/db.ts')"`,
  },
  {
    what: 'an arguments list is not the environment',
    file: 'src/cli/a.ts',
    source: `import { argv } from 'node:process'\nexport const all = [argv, process.argv]`,
  },
  {
    what: 'an action asks may',
    file: 'src/actions/offers/decline-offer.ts',
    source: `import { may } from '../../policy/scope.ts'\nexport const a = () => may()`,
  },
  {
    what: 'an action asks scopeOf',
    file: 'src/actions/offers/list-offers.ts',
    source: `import { scopeOf } from '../../policy/scope.ts'\nexport const a = () => scopeOf()`,
  },
  { what: 'signing in asks nobody', file: 'src/actions/sessions/sign-in.ts', source: `export const signIn = () => 1` },
  { what: 'a file of 250 lines', file: 'src/web/a.ts', source: lines(250) },
]

describe('a planted breach is found', () => {
  for (const { breach, file, source, rule, line = 1 } of planted) {
    test(`${rule}: ${breach}`, () => {
      const findings = checkArchitecture(new Map([[file, source]]))

      expect(findings).toMatchObject([{ file, rule, line }])
      expect(findings.map(describeFinding)[0]).toMatch(`${file}:${line} [${rule}] `)
    })
  }

  test('cycle: two files import each other, one of them a type only', () => {
    const sources = new Map([
      ['src/domain/a.ts', `import { b } from './b.ts'`],
      ['src/domain/b.ts', `\nimport type { A } from './a.ts'`],
    ])

    expect(checkArchitecture(sources).map(describeFinding)).toEqual([
      expect.stringContaining(
        'src/domain/b.ts:2 [cycle] Imports go in a circle: src/domain/a.ts → src/domain/b.ts → src/domain/a.ts',
      ),
    ])
  })

  test('cycle: a file three steps away', () => {
    const sources = new Map([
      ['src/domain/a.ts', `import './b.ts'\nimport './c.ts'`],
      ['src/domain/b.ts', `import './c.ts'`],
      ['src/domain/c.ts', `import './d.ts'`],
      ['src/domain/d.ts', `import './b.ts'`],
    ])

    expect(checkArchitecture(sources)).toMatchObject([{ file: 'src/domain/d.ts', rule: 'cycle' }])
  })

  test('policy: an exempted action that does not exist', () => {
    const findings = checkArchitecture(new Map([['src/actions/app.ts', '']]))

    expect(findings).toContainEqual(
      expect.objectContaining({ file: 'src/actions/sessions/sign-in.ts', rule: 'policy' }),
    )
  })
})

describe('what the house allows is not found', () => {
  for (const { what, file, source } of allowed) {
    test(what, () => {
      expect(checkArchitecture(new Map([[file, source]])).map(describeFinding)).toEqual([])
    })
  }
})

test('this house keeps its rules', () => {
  const root = new URL('../', import.meta.url)
  const files = ['src', 'db'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  const sources = files
    .filter((file) => /\.[mc]?tsx?$/.test(file))
    .map((file) => [file, readFileSync(new URL(file, root), 'utf8')] as const)

  expect(checkArchitecture(new Map(sources)).map(describeFinding)).toEqual([])
})
