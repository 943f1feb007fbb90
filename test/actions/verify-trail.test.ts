import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Deps } from '../../src/actions/deps.ts'
import { exportHeads } from '../../src/actions/trail/export-heads.ts'
import { makeTrailHead } from '../../src/actions/trail/make-trail-head.ts'
import { verifyTrail } from '../../src/actions/trail/verify-trail.ts'
import { verifierKey } from '../../src/engine/trail/head.ts'
import { type Database, inTransaction } from '../../src/store/db.ts'
import { headSignerOf } from '../../src/store/head-signer.ts'
import { makeHead } from '../../src/store/trail-heads.ts'
import { newSecrets } from '../../src/secrets.ts'
import { testDeps, testSecrets } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'
import { chainAnew, findingsOf, someEntries, withoutTriggers } from '../support/trail.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps
/** What a witness has got by mail: the head over the first five of eight entries. */
let mail: string

beforeEach(async () => {
  database = await migratedDatabase()
  deps = testDeps(database.db)
  await someEntries(database.db, 5)
  await makeTrailHead(deps)()
  ;[mail] = await exportHeads(deps)()
  await someEntries(database.db, 3)
  await makeTrailHead(deps)()
})
afterEach(() => database.drop())

const run = (statement: string) => sql.raw(statement).execute(database.db)
const signAnew = async (secrets = testSecrets) => {
  const heads = await database.db.selectFrom('trail_head').select('size').execute()
  await database.db.deleteFrom('trail_head').execute()
  await inTransaction(database.db, (trx) => makeHead(trx, headSignerOf(secrets.heads, deps.headSigner.origin), 'later'))
  return heads.length
}

describe('an untouched trail', () => {
  test('holds, here and with the witness, and is proved to its last entry', async () => {
    const verified = await verifyTrail(deps)({ kept: [mail], keys: [] })

    expect(verified).toEqual({
      ok: true,
      value: {
        entries: 8,
        findings: [],
        found: 0,
        provedBy: { database: 8, witness: 5 },
        heads: { database: { count: 2, lastAt: deps.now() }, witness: { count: 1, lastAt: deps.now() } },
      },
    })
  })

  test('holds with the key of the page alone, and not with another', async () => {
    const { origin, publicKey } = deps.headSigner
    const other = headSignerOf(newSecrets().heads, origin).publicKey
    const found = async (key: string) => {
      const verified = await verifyTrail(deps)({ kept: [mail], keys: [verifierKey(origin, key)] })
      return verified.ok && verified.value.findings.map(({ kind }) => kind)
    }

    expect(await found(publicKey)).toEqual([])
    expect(await found(other)).toEqual(['signature', 'signature', 'signature'])
  })

  test('is refused a file without a head in it, and a key that is none', async () => {
    expect(await verifyTrail(deps)({ kept: ['Guten Tag'], keys: [] })).toMatchObject({ refusal: { kind: 'no-head' } })
    expect(await verifyTrail(deps)({ kept: [], keys: ['abc'] })).toMatchObject({ refusal: { kind: 'no-key' } })
  })
})

describe('whoever changes the tables themselves', () => {
  const finds: [string, string, object][] = [
    ['at', "update audit set at = 'x' where seq = 3", { kind: 'changed', seq: 3 }],
    ['the actor', "update audit set actor = 'x' where seq = 3", { kind: 'changed', seq: 3 }],
    ['the details', "update audit set details = '{}' where seq = 3", { kind: 'changed', seq: 3 }],
    ['a reason', "update audit set reason = '' where seq = 3", { kind: 'changed', seq: 3 }],
    ['a hash', "update audit set hash = 'x' where seq = 3", { kind: 'chain', seq: 4 }],
    ['a link', "update audit set prev = 'x' where seq = 3", { kind: 'chain', seq: 3 }],
    ['a number', 'update audit set seq = 12 where seq = 8', { kind: 'sequence', seq: 12, expected: 8 }],
    ['by removing one', 'delete from audit where seq = 3', { kind: 'sequence', seq: 4, expected: 3 }],
    [
      'by cutting off the end',
      'delete from audit where seq > 6',
      { kind: 'cut', keptBy: 'database', size: 8, entries: 6 },
    ],
    [
      'by putting one before the first',
      "insert into audit (seq, at, actor, role, action, subject, details, prev, hash) values (0, '', '', '', '', '', '', '', 'h')",
      { kind: 'sequence', seq: 0, expected: 1 },
    ],
    ['a head', "update trail_head set at = 'x' where size = 8", { kind: 'signature', keptBy: 'database', size: 8 }],
  ]

  test.each(finds)('%s is found', async (_, statement, finding) => {
    await withoutTriggers(database)

    await run(statement)

    expect(await findingsOf(deps)).toContainEqual(finding)
  })

  test('and chains everything anew is found by the heads', async () => {
    await withoutTriggers(database)
    await run("update audit set actor = 'x' where seq = 3")
    await chainAnew(database.db)

    expect(await findingsOf(deps)).toEqual([
      { kind: 'root', keptBy: 'database', size: 5 },
      { kind: 'root', keptBy: 'database', size: 8 },
    ])
  })

  test('and signs everything anew with a key of his own is found by the signature', async () => {
    await withoutTriggers(database)
    await run("update audit set actor = 'x' where seq = 3")
    await chainAnew(database.db)
    await signAnew({ ...testSecrets, heads: newSecrets().heads })

    expect(await findingsOf(deps)).toEqual([{ kind: 'signature', keptBy: 'database', size: 8 }])
  })

  test('and has the right key is found by nobody but the witness', async () => {
    await withoutTriggers(database)
    await run("update audit set actor = 'x' where seq = 3")
    await chainAnew(database.db)
    await signAnew()

    expect(await findingsOf(deps)).toEqual([])
    expect(await findingsOf(deps, [mail])).toEqual([{ kind: 'root', keptBy: 'witness', size: 5 }])
  })
})
