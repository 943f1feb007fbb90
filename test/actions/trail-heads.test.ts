import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Actions, createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import { growTree, rootOf } from '../../src/engine/draw/merkle.ts'
import { isSignedBy, readNotes } from '../../src/engine/trail/head.ts'
import { appendAudit } from '../../src/store/audit.ts'
import { type Database, inTransaction } from '../../src/store/db.ts'
import { listHeads } from '../../src/store/trail-heads.ts'
import { anOpenRound } from '../support/builders.ts'
import { testDialect } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'
import { roundSteps } from '../support/family-builders.ts'
import { migratedDatabase } from '../support/house.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps
let actions: Actions

beforeEach(async () => {
  database = await migratedDatabase()
  deps = { ...testDeps(database.db), witnesses: ['one@witness.example', 'two@witness.example'] }
  actions = createActions(deps)
})
afterEach(() => database.drop())

const enter = (times: number) =>
  inTransaction(database.db, async (trx) => {
    for (let at = 0; at < times; at++) {
      const entry = { at: deps.now(), actor: 'a', role: 'hr', action: 'session.begin', subject: 'a', details: {} }
      await appendAudit(trx, entry)
    }
  })
const trail = () => database.db.selectFrom('audit').select(['action', 'hash']).orderBy('seq').execute()
const heads = async () => (await listHeads(database.db)).toReversed()
const mails = async () => {
  const rows = await database.db.selectFrom('outbox').select(['id', 'kind', 'content']).orderBy('id').execute()
  return rows.map(({ id, kind, content }) => ({
    kind,
    ...(JSON.parse(deps.keyring.open(`outbox.content/${id}`, content ?? '')) as {
      to: string
      values: { note: string }
    }),
  }))
}

describe('every hour', () => {
  test('the trail as it stands is signed, with the root of all its entries', async () => {
    for (const times of [1, 2, 4, 1, 6]) {
      await enter(times)
      await actions.makeTrailHead()
    }

    const hashes = (await trail()).map(({ hash }) => hash)
    const made = await heads()
    expect(made.map(({ size }) => size)).toEqual([1, 3, 7, 8, 14])
    for (const head of made) {
      expect(head.root).toBe(rootOf(growTree(hashes.slice(0, head.size))))
      expect(isSignedBy(head, deps.headSigner.publicKey)).toBe(true)
    }
  })

  test('nothing new is signed where nothing has come since, and nothing at all in an empty house', async () => {
    const empty = await actions.makeTrailHead()
    await enter(3)
    const first = await actions.makeTrailHead()
    const second = await actions.makeTrailHead()

    expect([empty, first, second]).toEqual([undefined, { size: 3 }, undefined])
    expect(await mails()).toHaveLength(2)
  })

  test('one head is made, also if two processes want to at the same moment', async () => {
    await enter(3)

    const made = await Promise.all([actions.makeTrailHead(), actions.makeTrailHead(), actions.makeTrailHead()])

    expect(made.filter((head) => head !== undefined)).toEqual([{ size: 3 }])
    expect(await heads()).toHaveLength(1)
  })

  test('every witness is sent the head, as a note that can be checked with the public key alone', async () => {
    await enter(3)

    await actions.makeTrailHead()

    const sent = await mails()
    expect(sent.map(({ kind, to }) => [kind, to])).toEqual([
      ['trail-head', 'one@witness.example'],
      ['trail-head', 'two@witness.example'],
    ])
    for (const { values } of sent) expect(readNotes(values.note)).toEqual(await heads())
  })
})

describe('freeze, draw and release', () => {
  test('each leave a head that covers the act, and a mail to every witness', async () => {
    await anOpenRound(database.db)

    await roundSteps(deps).all()

    const entries = await trail()
    expect((await heads()).map(({ size }) => entries[size - 1].action)).toEqual([
      'round.freeze',
      'round.draw',
      'round.release',
    ])
    expect(await mails()).toHaveLength(6)
  })

  test('leave none where the act is refused', async () => {
    await anOpenRound(database.db)
    const coordinator = { accountId: 'account-1', name: '', role: 'coordinator', subjects: ['consortium-1'] } as const

    const refused = await actions.proposeFreeze(coordinator, {
      roundId: 'round-1',
      named: { source: 'lotto', day: '2020-01-01' },
      key: 'k',
    })

    expect(refused.ok).toBe(false)
    expect([await heads(), await mails()]).toEqual([[], []])
  })
})

describe('a head that stands', () => {
  test.each([
    "update trail_head set at = 'never'",
    'delete from trail_head',
    testDialect() === 'postgres'
      ? 'truncate trail_head'
      : "insert or replace into trail_head select size, 'never', root, origin, key_id, signature, frontier from trail_head",
  ])('is not changed by the program’s own connection: %s', async (statement) => {
    await enter(1)
    await actions.makeTrailHead()

    await expect(sql.raw(statement).execute(database.db)).rejects.toThrow(/trail_head_is_append_only/)

    expect((await heads()).map(({ at }) => at)).toEqual([deps.now()])
  })
})
