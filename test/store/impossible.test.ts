import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../../src/store/db.ts'
import { migratedDatabase } from '../support/house.ts'
import { aRound } from '../support/builders.ts'

let database: Database & { drop(): Promise<void> }

beforeEach(async () => {
  database = await migratedDatabase()
})
afterEach(() => database.drop())

describe('a contract of company A over two places at one Kita', () => {
  test('cannot overlap another contract of the same kind', async () => {
    const { db } = database
    const { quota } = await aRound(db)

    const second = db
      .insertInto('quota')
      .values({ ...quota, id: 'second', valid_from: '2028-07-31', valid_to: '2029-07-31' })
      .execute()

    await expect(second).rejects.toThrow(/quota_overlap/)
  })

  test('may be followed by another that begins the day after', async () => {
    const { db } = database
    const { quota } = await aRound(db)

    await db
      .insertInto('quota')
      .values({ ...quota, id: 'second', valid_from: '2028-08-01', valid_to: '2029-07-31' })
      .execute()

    expect(await db.selectFrom('quota').select('id').execute()).toHaveLength(2)
  })

  test('has no third place to count for it', async () => {
    const { db } = database
    const { quotaPlace } = await aRound(db)

    const third = db
      .insertInto('quota_place')
      .values({ ...quotaPlace, id: 'third', ordinal: 3 })
      .execute()

    await expect(third).rejects.toThrow(/quota_place_within_contract/)
  })

  test('cannot give its place to a place class of other hours', async () => {
    const { db } = database
    const { placeClass } = await aRound(db)
    await db
      .insertInto('place_class')
      .values({ ...placeClass, id: 'of-35-hours', hours: 35 })
      .execute()

    const moved = db
      .updateTable('quota_place')
      .set({ place_class_id: 'of-35-hours' })
      .where('id', '=', 'quota-place-1')
      .execute()

    await expect(moved).rejects.toThrow(/foreign key/i)
  })
})

describe('the siblings of a family', () => {
  test('are chosen for once, and in one of three words', async () => {
    const { db } = database
    await aRound(db)
    await db.insertInto('family').values({ id: 'f', longitude: 7.2, latitude: 51.2, district: 'Barmen' }).execute()
    const row = {
      family_id: 'f',
      consortium_id: 'consortium-1',
      kita_year: 2027,
      choice: 'independent',
      version: 1,
    } as const
    await db.insertInto('sibling_choice').values(row).execute()

    await expect(db.insertInto('sibling_choice').values(row).execute()).rejects.toThrow(/unique|duplicate/i)
    const another = { ...row, kita_year: 2028, choice: 'apart' as 'independent' }
    await expect(db.insertInto('sibling_choice').values(another).execute()).rejects.toThrow(
      /sibling_choice_word|check/i,
    )
  })
})

describe('a computed round with one seat', () => {
  test('does not propose the seat to two children', async () => {
    const { db } = database
    const { proposal } = await aRound(db)
    await db.insertInto('proposal').values(proposal('anna', {})).execute()

    const second = db.insertInto('proposal').values(proposal('ben', {})).execute()

    await expect(second).rejects.toThrow(/unique/i)
  })

  test('does not propose two seats to one child', async () => {
    const { db } = database
    const { proposal } = await aRound(db, { seats: 2 })
    await db.insertInto('proposal').values(proposal('anna', {})).execute()

    const second = db
      .insertInto('proposal')
      .values(proposal('anna', { seat_number: 2 }))
      .execute()

    await expect(second).rejects.toThrow(/unique/i)
  })

  test('does not propose a seat beyond its capacity', async () => {
    const { db } = database
    const { proposal } = await aRound(db)

    const beyond = db
      .insertInto('proposal')
      .values(proposal('anna', { seat_number: 2 }))
      .execute()

    await expect(beyond).rejects.toThrow(/foreign key/i)
  })

  test('does not propose what a family did not wish for', async () => {
    const { db } = database
    const { proposal } = await aRound(db)

    const unwished = db.insertInto('proposal').values(proposal('without-wish', {})).execute()

    await expect(unwished).rejects.toThrow(/foreign key/i)
  })

  test('counts a child for its own company only', async () => {
    const { db } = database
    const { proposal } = await aRound(db)
    const onQuota = { company_id: 'company-a', quota_place_id: 'quota-place-1' }

    await expect(db.insertInto('proposal').values(proposal('ben', onQuota)).execute()).rejects.toThrow(/foreign key/i)
    await db.insertInto('proposal').values(proposal('anna', onQuota)).execute()
  })

  test('does not count two children on one quota place', async () => {
    const { db } = database
    const { proposal } = await aRound(db, { seats: 2 })
    const onQuota = { company_id: 'company-a', quota_place_id: 'quota-place-1' }
    await db.insertInto('proposal').values(proposal('anna', onQuota)).execute()

    const second = db
      .insertInto('proposal')
      .values(proposal('clara', { ...onQuota, seat_number: 2 }))
      .execute()

    await expect(second).rejects.toThrow(/unique/i)
  })

  test('does not reserve more places than it has seats', async () => {
    const { db } = database
    await aRound(db)

    const secondReserve = db
      .insertInto('computation_reserve')
      .values({
        computation_id: 'computation-1',
        place_class_id: 'place-class-1',
        company_id: 'company-a',
        quota_place_id: 'quota-place-2',
        seat_number: 1,
      })
      .execute()

    await expect(secondReserve).rejects.toThrow(/unique/i)
  })

  test('is never marked computed without its verified outcome', async () => {
    const { db } = database
    await aRound(db)

    const bare = db.updateTable('computation').set({ state: 'computed' }).execute()

    await expect(bare).rejects.toThrow(/computation_shows_only_verified/)
  })
})

describe('a try of other points', () => {
  const preview = {
    id: 'try',
    computation_id: 'computation-1',
    requested_by: 'account-1',
    requested_at: '2026-12-01T08:00:00.000Z',
    catalogue: '{}',
    catalogue_hash: 'h',
    assignments: null,
    outcome_hash: null,
    incident_number: null,
  }

  test.each([
    ['shows places that were not verified', { state: 'queued', assignments: '[]', outcome_hash: 'h' }],
    ['is done without an outcome', { state: 'computed' }],
    ['has failed without a number', { state: 'incident' }],
    ['has failed and shows places all the same', { state: 'incident', incident_number: 'V-1', assignments: '[]' }],
  ] as const)('never %s', async (_, traits) => {
    const { db } = database
    await aRound(db)

    const saved = db
      .insertInto('catalogue_preview')
      .values({ ...preview, ...traits })
      .execute()

    await expect(saved).rejects.toThrow(/catalogue_preview_shows_only_verified/)
  })
})

describe('an act by two persons', () => {
  const act = {
    id: 'act-1',
    act: 'release',
    subject_id: 'round-1',
    content: '{}',
    content_hash: 'h',
    state: 'open',
    proposed_by: 'account-1',
    proposed_role: 'coordinator',
    proposed_at: '2026-12-01T08:00:00.000Z',
    decided_by: null,
    decided_at: null,
    void_reason: null,
  } as const
  const decided = { decided_by: 'account-1', decided_at: '2026-12-01T09:00:00.000Z' }

  test.each([
    ['approved by the person who proposed it', { ...decided, state: 'approved' }, /by_two/],
    ['approved by nobody', { state: 'approved' }, /decided_whole|by_two/],
    ['withdrawn by somebody else', { ...decided, state: 'withdrawn', proposed_by: 'account-2' }, /withdrawn_by_first/],
    ['void without a reason', { ...decided, state: 'void' }, /void_with_reason/],
    ['open and decided', decided, /decided_whole/],
  ] as const)('is never %s', async (_, traits, constraint) => {
    const { db } = database
    await aRound(db)
    await db
      .insertInto('account')
      .values({ id: 'account-2', email: 'ko2@example.org', display_name: 'KO2', password_hash: '-', disabled_at: null })
      .execute()

    const saved = db
      .insertInto('two_person_act')
      .values({ ...act, ...traits })
      .execute()

    await expect(saved).rejects.toThrow(constraint)
  })

  test('waits once for a round', async () => {
    const { db } = database
    await aRound(db)
    await db.insertInto('two_person_act').values(act).execute()

    const second = db
      .insertInto('two_person_act')
      .values({ ...act, id: 'act-2' })
      .execute()

    await expect(second).rejects.toThrow(/unique|two_person_act_one_open/i)
  })
})

describe('the audit trail', () => {
  test('takes entries and lets none be changed or removed', async () => {
    const { db } = database
    await db
      .insertInto('audit')
      .values({
        seq: 1,
        at: '2026-11-24T08:00:00.000Z',
        actor: 'account-1',
        role: 'coordinator',
        action: 'round.compute',
        subject: 'round-1',
        details: '{}',
        prev: '',
        hash: 'h',
      })
      .execute()

    await expect(db.updateTable('audit').set({ actor: 'somebody' }).execute()).rejects.toThrow(/append_only/)
    await expect(db.deleteFrom('audit').execute()).rejects.toThrow(/append_only/)
  })
})

describe('opening the store', () => {
  test('proves its durability settings after a real write', async () => {
    await expect(database.proveDurable()).resolves.toBeUndefined()
  })
})

describe('a promised mail', () => {
  const mail = {
    id: 'm',
    kind: 'password-changed',
    account_id: null,
    content: 'sealed',
    state: 'queued',
    attempts: 0,
    next_attempt_at: '2026-12-01T09:00:00.000Z',
    created_at: '2026-12-01T09:00:00.000Z',
  } as const

  test('cannot lose its content while it is still to leave', async () => {
    const { db } = database
    await db.insertInto('outbox').values(mail).execute()

    await expect(db.updateTable('outbox').set({ content: null }).execute()).rejects.toThrow(/outbox_content|check/i)
  })

  test('is not sent without a time, nor has one before', async () => {
    const { db } = database
    await db.insertInto('outbox').values(mail).execute()

    await expect(db.updateTable('outbox').set({ state: 'sent' }).execute()).rejects.toThrow(/outbox_sent_whole|check/i)
    await expect(db.updateTable('outbox').set({ sent_at: mail.created_at }).execute()).rejects.toThrow(
      /outbox_sent_whole|check/i,
    )
  })
})

describe('somebody at a company', () => {
  test('is one account, and an account one of them', async () => {
    const { db } = database
    for (const id of ['a', 'b']) {
      const account = { id, email: `${id}@example.org`, display_name: id, password_hash: '-', disabled_at: null }
      await db.insertInto('account').values(account).execute()
    }
    const identity = { digest: 'd', account_id: 'a', provider: 'klinik', linked_at: '2026-12-01T09:00:00.000Z' }
    await db.insertInto('oidc_identity').values(identity).execute()

    for (const second of [{ account_id: 'b' }, { digest: 'e' }]) {
      const insert = db.insertInto('oidc_identity').values({ ...identity, ...second })
      await expect(insert.execute()).rejects.toThrow(/unique|duplicate/i)
    }
  })
})
