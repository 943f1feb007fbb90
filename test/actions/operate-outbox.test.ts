import { afterEach, beforeEach, expect, test } from 'vitest'
import { operateOutbox } from '../../src/actions/mails/operate-outbox.ts'
import { sendNextMail } from '../../src/actions/mails/send-next-mail.ts'
import { type Database, inTransaction } from '../../src/store/db.ts'
import { queueMail } from '../../src/store/outbox.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'

let database: Database & { drop(): Promise<void> }
beforeEach(async () => {
  database = await migratedDatabase()
})
afterEach(() => database.drop())

test('an operator sees what is stuck, has it tried again, and that stands in the trail', async () => {
  const deps = testDeps(database.db)
  const values = { name: 'Eva Koch', at: deps.now() }
  const mail = { kind: 'password-changed', to: 'eva@firma.example', values } as const
  await inTransaction(deps.db, (trx) =>
    queueMail(trx, deps.keyring, { id: 'm', accountId: null, mail, at: deps.now() }),
  )
  await sendNextMail(deps)(() => Promise.resolve({ ok: false, trouble: 'refused', forGood: true }))

  const before = await operateOutbox(deps)({ retry: false })
  const after = await operateOutbox(deps)({ retry: true })

  const stuck = [{ id: 'm', kind: 'password-changed', queuedAt: deps.now(), attempts: 1, trouble: 'refused' }]
  expect(before).toMatchObject({ retried: 0, stuck })
  expect(after).toMatchObject({ retried: 1, counts: { queued: 1, stuck: 0 }, stuck: [] })
  const trail = await deps.db.selectFrom('audit').select(['actor', 'action', 'details']).execute()
  expect(trail).toEqual([{ actor: 'operator', action: 'outbox.retry', details: '{"mails":1}' }])
})
