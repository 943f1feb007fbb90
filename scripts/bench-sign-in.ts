/**
 * `npm run bench:sign-in`: whether the time of an answer tells if an address has an account. 200 pairs of a known and an unknown
 * address, one after the other in an order left to chance, with the real hashes on an embedded database. Ends with 1 where an
 * honest way can be told apart, or a planted leak cannot.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hash, verify } from '@node-rs/argon2'
import { createActions } from '../src/actions/app.ts'
import { codeOf } from '../src/actions/code-of.ts'
import type { Deps } from '../src/actions/deps.ts'
import { argon2id } from '../src/open-app.ts'
import { findAccountByEmail } from '../src/store/accounts.ts'
import { inTransaction, openDatabase } from '../src/store/db.ts'
import { migrate } from '../src/store/migrate.ts'
import { queueMail } from '../src/store/outbox.ts'
import { anAccount, anOpenRound } from '../test/support/builders.ts'
import { testDeps } from '../test/support/deps.ts'
import { median, signedRank } from './bench/rank-test.ts'

const pairs = 200
/** p < 0.001, two-sided: of a thousand runs over an honest way, one is called wrong. */
const toldApart = 3.29

const folder = await mkdtemp(join(tmpdir(), 'verbund-kita-bench-'))
const database = openDatabase(`sqlite:${join(folder, 'x.sqlite')}`)
const { db } = database
await migrate(db)
const deps: Deps = { ...testDeps(db), hashPassword: (password) => hash(password, argon2id), verifyPassword: verify }
const actions = createActions(deps)
await anOpenRound(db)
const passwordHash = await deps.hashPassword('der Elefant fiel in die Wupper')
await anAccount(db, { id: 'hr', role: 'hr', subjects: ['company-a'], passwordHash })
for (let at = 0; at < pairs; at++)
  await anAccount(db, { id: `known-${at}`, role: 'parent', subjects: ['family'], passwordHash })

const hr = { accountId: 'hr', name: 'HR', role: 'hr', subjects: ['company-a'] } as const
const made = await actions.makeCompanyCode(hr, {
  companyId: 'company-a',
  label: 'bench',
  uses: 2 * pairs + 2,
  validTo: '2027-01-31',
  key: 'code',
})
if (!made.ok) throw new Error(made.refusal.kind)
const code = codeOf(deps, made.value.codeId)
const typed = { givenName: 'Mia', familyName: 'Muster', password: 'grüne Wupper schwebt leise', code }

let visits = 0
/** Everybody comes from elsewhere: limits are not what is measured. */
const from = () => ({ network: `2001:db8:0:${(++visits).toString(16)}::/64` })

type Way = { name: string; honest: boolean; ask: (email: string) => Promise<unknown> }
const ways: Way[] = [
  {
    name: 'sign in',
    honest: true,
    ask: (email) =>
      actions.signIn({
        email,
        password: 'falsch',
        ...from(),
        browser: { label: 'Firefox', token: undefined, deviceToken: undefined },
      }),
  },
  {
    name: 'register',
    honest: true,
    ask: (email) => actions.registerParent({ ...typed, email, ...from(), key: email }),
  },
  {
    name: 'ask for a new password',
    honest: true,
    ask: (email) => actions.askForPasswordReset({ email, ...from(), key: email }),
  },
  {
    name: 'planted: no hash for nobody',
    honest: false,
    async ask(email) {
      const account = await findAccountByEmail(db, email)
      return account && (await deps.verifyPassword(account.passwordHash, 'falsch'))
    },
  },
  {
    // As it would be written first: the mail is promised while somebody waits.
    name: 'planted: a mail at once for somebody',
    honest: false,
    async ask(email) {
      await actions.askForPasswordReset({ email, ...from(), key: `planted-${email}` })
      const account = await findAccountByEmail(db, email)
      if (!account) return
      const values = { name: account.name, token: deps.newToken(), until: deps.now() }
      const mail = { kind: 'reset-password', to: email, values } as const
      const id = deps.newId()
      await inTransaction(db, (trx) =>
        queueMail(trx, deps.keyring, { id, accountId: account.id, mail, at: deps.now() }),
      )
    },
  },
]

const timeOf = async (way: Way, email: string) => {
  const begun = performance.now()
  await way.ask(email)
  return performance.now() - begun
}

let wrong = 0
process.stdout.write(`${'way'.padEnd(38)}  known ms  unknown ms  ratio      z  told apart\n`)
for (const way of ways) {
  await timeOf(way, 'warm-1@example.org')
  await timeOf(way, 'warm-2@example.org')
  const measured: [number, number][] = []
  for (let at = 0; at < pairs; at++) {
    const [known, unknown] = [`known-${at}@example.org`, `nobody-${at}@example.org`]
    if (Math.random() < 0.5) {
      const first = await timeOf(way, known)
      measured.push([first, await timeOf(way, unknown)])
    } else {
      const first = await timeOf(way, unknown)
      measured.push([await timeOf(way, known), first])
    }
  }
  const [known, unknown] = [median(measured.map(([time]) => time)), median(measured.map(([, time]) => time))]
  const z = signedRank(measured)
  const apart = Math.abs(z) > toldApart
  if (apart === way.honest) wrong++
  process.stdout.write(
    `${way.name.padEnd(38)}  ${known.toFixed(2).padStart(8)}  ${unknown.toFixed(2).padStart(10)}  ${(known / unknown).toFixed(3).padStart(5)}  ${z.toFixed(2).padStart(5)}  ${apart ? 'yes' : 'no'}\n`,
  )
}
await database.close()
await rm(folder, { recursive: true, force: true })
process.exitCode = wrong === 0 ? 0 : 1
