/**
 * Every form of the house in an order in which each of them can be sent once, in the demo network with both rounds open. A new act
 * needs one entry here; test/web/every-form.test.ts names those that are missing.
 */
import { randomUUID } from 'node:crypto'
import { kitaKey } from '../../db/seed/kitas.ts'
import { codeOf } from '../../src/actions/code-of.ts'
import { dayOf, daysAfter } from '../../src/domain/day.ts'
import { demoValue } from '../../src/domain/public-value.ts'
import { type Db, inTransaction } from '../../src/store/db.ts'
import { keyringOf } from '../../src/store/keyring.ts'
import { insertOidcIdentity } from '../../src/store/oidc.ts'
import { queueMail } from '../../src/store/outbox.ts'
import { aPassword } from './builders.ts'
import { testSecrets } from './deps.ts'

/** Stands for whatever a select offers first. */
export const firstOption = '(first option)'

/** What paths need of a demo network. */
export type DemoPlaces = { ids: Record<string, string>; placeClassId: string; requestId: string }

export type HouseForm = {
  /** Its `data-action`. */
  action: string
  /** Demo account that sends it; undefined for a visitor. */
  as?: string
  page: (places: DemoPlaces, db: Db) => string | Promise<string>
  /** What a person fills in. */
  typed: Record<string, string>
  /** Other content for the same key: other fields, or the same form for something else. */
  otherwise: { typed?: Record<string, string>; target?: (places: DemoPlaces) => string }
  /** What has to be the case before, and nobody does by a form; gives what is typed beside `typed`. */
  prepare?: (db: Db) => Promise<Record<string, string>>
  /** Each sending counts as an attempt: after too many the answer is 429, still without a second effect. */
  limited?: boolean
  /** 303 where nothing else is said. */
  status?: number
  /** How many entries in the trail its one effect has; 1 where nothing else is said. */
  entries?: number
  /** The page's `data-state` that must be reached before, for what the worker does in between. */
  waitFor?: string
}

const east = 'hauptvergabe-verbund-ost'
const west = 'hauptvergabe-verbund-west'
const round = ({ ids }: DemoPlaces) => `/vergaberunden/${ids[east]}`
const otherRound = ({ ids }: DemoPlaces) => `/vergaberunden/${ids[west]}`

/** Where the same fields under the same key would do something else. */
const elsewhere = (places: DemoPlaces) => `${otherRound(places)}/probelaeufe`
const freezing = (places: DemoPlaces) => `${round(places)}/einfrieren`
const thawing = (places: DemoPlaces) => `${round(places)}/auftauen`

const request = { employeeName: 'Erika Beispiel', childBirthMonth: '2025-06', startMonth: '2027-08-01', hours: '45' }
const { signature } = demoValue
const named = { source: 'drand', drandRound: String(demoValue.round) }

const newcomer = { givenName: 'Mia', familyName: 'Neu', email: 'mia@demo.example', password: aPassword }
const contact = { phone: '0202 123456', street: 'Weg 3', postalCode: '42103', city: 'Wuppertal' }
const today = dayOf(new Date().toISOString())
const week = { validFrom: today, validTo: daysAfter(today, 7) }
const code = { label: 'Sommerfest', uses: '10', validTo: '2027-03-31' }

/** Two mails that the mail server has refused; one alone is not offered to be sent with all others. */
async function stuckMails(db: Db): Promise<Record<string, string>> {
  const at = new Date().toISOString()
  const mail = { kind: 'password-changed', to: 'weg@demo.example', values: { name: 'Mia', at } } as const
  await inTransaction(db, async (trx) => {
    for (const id of [randomUUID(), randomUUID()]) {
      await queueMail(trx, keyringOf(testSecrets), { id, accountId: null, mail, at })
      await trx.updateTable('outbox').set({ state: 'stuck', last_error: 'refused' }).where('id', '=', id).execute()
    }
  })
  return {}
}

/** The company whose own sign-in opens accounts here; nobody comes in by it in these stories. */
export const companyDoor = (ids: Record<string, string>) => ({
  id: 'klinik',
  company: 'Klinik am Tannenkopf (Demo)',
  issuer: 'http://127.0.0.1:9',
  clientId: 'verbund-kita',
  clientSecret: 'of the company and of nobody else',
  mailDomains: ['demo.example'],
  rules: [{ claim: 'groups', value: 'kita', role: 'hr', companyId: ids['klinik-tannenkopf'] }],
})

/** HR has come in by the company's sign-in once. */
async function linkedIdentity(db: Db): Promise<Record<string, string>> {
  const { id: accountId } = await accountOf(db, 'personal-klinik')
  const identity = { issuer: 'http://127.0.0.1:9', subject: 'petra' }
  const link = { identity, accountId, provider: 'klinik', at: new Date().toISOString() }
  await inTransaction(db, (trx) => insertOidcIdentity(trx, keyringOf(testSecrets), link))
  return {}
}

const accountOf = (db: Db, name: string) =>
  db.selectFrom('account').select('id').where('email', '=', `${name}@demo.example`).executeTakeFirstOrThrow()

/** A child of the round in the east, once it has been frozen. */
async function lookUpPage({ ids }: DemoPlaces, db: Db): Promise<string> {
  const { ticket } = await db
    .selectFrom('draw_leaf')
    .innerJoin('draw', 'draw.id', 'draw_leaf.draw_id')
    .select('ticket')
    .where('round_id', '=', ids[east])
    .orderBy('ticket')
    .executeTakeFirstOrThrow()
  return `/vergaberunden/${ids[east]}/kinder/${ticket}/name`
}

/** The code that HR has made one form before. */
async function companyCode(db: Db): Promise<Record<string, string>> {
  const { id } = await db.selectFrom('company_code').select('id').executeTakeFirstOrThrow()
  return { code: codeOf({ keyring: keyringOf(testSecrets) }, id) }
}

/** A parent who has named another company in its requests says now that it works at the clinic. */
async function someoneWithACode(db: Db): Promise<Record<string, string>> {
  const { id: account_id } = await accountOf(db, 'eltern4')
  const { subject_id: company_id } = await db
    .selectFrom('account_role')
    .select('subject_id')
    .where('account_id', '=', (await accountOf(db, 'personal-klinik')).id)
    .executeTakeFirstOrThrow()
  const told = { told_at: new Date().toISOString(), came_by: 'code', confirmed_at: null, denied_at: null } as const
  await db
    .insertInto('employer')
    .values({ account_id, company_id, version: 1, ...told })
    .execute()
  return {}
}

export const houseForms: readonly HouseForm[] = [
  {
    action: 'open-place-request',
    as: 'personal-klinik',
    page: () => '/platzanfragen/neu',
    typed: request,
    otherwise: { typed: { ...request, hours: '35' } },
  },
  {
    action: 'declare-vacancies',
    as: 'kita-tal-strolche',
    page: ({ placeClassId }) => `/platzarten/${placeClassId}/freie-plaetze`,
    typed: { vacancies: '40' },
    otherwise: { typed: { vacancies: '41' } },
  },
  {
    action: 'choose-siblings',
    as: 'eltern6',
    page: ({ requestId }) => `/anfragen/${requestId}`,
    typed: { choice: 'together-or-nothing' },
    otherwise: { typed: { choice: 'independent' } },
  },
  {
    action: 'start-dry-run',
    as: 'koordination',
    page: (places) => `${round(places)}/probelaeufe`,
    typed: {},
    otherwise: { target: elsewhere },
  },
  {
    action: 'propose-freeze',
    as: 'koordination',
    page: freezing,
    typed: named,
    otherwise: { typed: { ...named, drandRound: String(demoValue.round + 1) } },
  },
  {
    action: 'withdraw-freeze',
    as: 'koordination',
    page: freezing,
    typed: {},
    otherwise: { target: elsewhere },
  },
  {
    action: 'propose-freeze',
    as: 'koordination',
    page: freezing,
    typed: named,
    otherwise: { typed: { ...named, drandRound: String(demoValue.round + 1) } },
  },
  {
    action: 'approve-freeze',
    as: 'koordination2',
    page: freezing,
    typed: {},
    otherwise: { typed: { contentHash: '0'.repeat(64) } },
  },
  {
    action: 'propose-thaw',
    as: 'koordination',
    page: thawing,
    typed: { reason: 'wrong-places' },
    otherwise: { typed: { reason: 'wrong-requests' } },
  },
  {
    action: 'withdraw-thaw',
    as: 'koordination',
    page: thawing,
    typed: {},
    otherwise: { target: elsewhere },
  },
  {
    action: 'propose-thaw',
    as: 'koordination',
    page: thawing,
    typed: { reason: 'wrong-places' },
    otherwise: { typed: { reason: 'wrong-requests' } },
  },
  {
    action: 'approve-thaw',
    as: 'koordination2',
    page: thawing,
    typed: {},
    otherwise: { typed: { contentHash: '0'.repeat(64) } },
  },
  {
    action: 'propose-freeze',
    as: 'koordination',
    page: freezing,
    typed: named,
    otherwise: { typed: { ...named, drandRound: String(demoValue.round + 1) } },
  },
  {
    action: 'approve-freeze',
    as: 'koordination2',
    page: freezing,
    typed: {},
    otherwise: { typed: { contentHash: '0'.repeat(64) } },
  },
  {
    action: 'look-up-child',
    as: 'koordination',
    page: lookUpPage,
    typed: { reason: 'family-asks' },
    otherwise: { typed: { reason: 'kita-asks' } },
    status: 200,
  },
  {
    action: 'enter-value',
    as: 'koordination',
    page: (places) => `${round(places)}/ziehung`,
    typed: { signature },
    otherwise: { typed: { signature: signature.replace(/^./, (first) => (first === '8' ? '9' : '8')) } },
  },
  {
    action: 'enter-value',
    as: 'koordination2',
    page: (places) => `${round(places)}/ziehung`,
    typed: { signature },
    otherwise: { target: (places) => `${otherRound(places)}/ziehung` },
    // The second entry draws.
    entries: 2,
  },
  {
    action: 'propose-release',
    as: 'koordination',
    page: round,
    waitFor: 'computed',
    typed: {},
    otherwise: { target: (places) => `${otherRound(places)}/freigabe-vorschlagen` },
  },
  {
    action: 'withdraw-release',
    as: 'koordination',
    page: round,
    typed: {},
    otherwise: { target: (places) => `${otherRound(places)}/freigabe-zurueckziehen` },
  },
  {
    action: 'propose-release',
    as: 'koordination',
    page: round,
    typed: {},
    otherwise: { target: (places) => `${otherRound(places)}/freigabe-vorschlagen` },
  },
  {
    action: 'approve-release',
    as: 'koordination2',
    page: round,
    typed: {},
    otherwise: { typed: { contentHash: '0'.repeat(64) } },
  },
  {
    action: 'preview-catalogue',
    as: 'koordination',
    page: ({ ids }) => `/verbund/${ids['verbund-ost']}/punkte/vorschau`,
    typed: {},
    otherwise: { target: ({ ids }) => `/verbund/${ids['verbund-west']}/punkte/vorschau` },
  },
  {
    action: 'make-company-code',
    as: 'personal-klinik',
    page: () => '/unternehmen/codes',
    typed: code,
    otherwise: { typed: { ...code, uses: '11' } },
  },
  {
    action: 'confirm-employment',
    as: 'personal-klinik',
    page: () => '/unternehmen/beschaeftigte?state=open',
    prepare: someoneWithACode,
    typed: {},
    otherwise: { typed: { version: '9' } },
  },
  {
    action: 'deny-employment',
    as: 'personal-klinik',
    page: ({ ids }) => `/unternehmen/beschaeftigte/${ids['klinik-tannenkopf']}/${ids.eltern4}/ablehnen`,
    typed: {},
    otherwise: { typed: { version: '9' } },
  },
  {
    action: 'register-parent',
    page: () => '/registrieren',
    prepare: companyCode,
    typed: newcomer,
    otherwise: { typed: { givenName: 'Mio' } },
    limited: true,
  },
  {
    action: 'withdraw-company-code',
    as: 'personal-klinik',
    page: () => '/unternehmen/codes',
    typed: {},
    otherwise: { target: () => '/unternehmen/codes', typed: code },
  },
  {
    action: 'give-invitation',
    as: 'koordination',
    page: () => '/einladungen',
    typed: { what: firstOption, email: 'neu@demo.example' },
    otherwise: { typed: { email: 'anders@demo.example' } },
  },
  {
    action: 'reissue-invitation',
    as: 'koordination',
    page: () => '/einladungen',
    typed: {},
    otherwise: { target: elsewhere },
  },
  {
    action: 'revoke-invitation',
    as: 'koordination',
    page: () => '/einladungen',
    typed: {},
    otherwise: { target: elsewhere },
  },
  {
    action: 'retry-mail',
    as: 'koordination',
    page: () => '/mails',
    prepare: stuckMails,
    typed: {},
    otherwise: { target: elsewhere },
  },
  {
    action: 'retry-mails',
    as: 'koordination',
    page: () => '/mails',
    prepare: stuckMails,
    typed: {},
    otherwise: { target: elsewhere },
  },
  {
    action: 'ask-for-password-reset',
    page: () => '/passwort-vergessen',
    typed: { email: 'eltern1@demo.example' },
    otherwise: { typed: { email: 'eltern2@demo.example' } },
    limited: true,
  },
  {
    action: 'ask-for-email-change',
    as: 'eltern1',
    page: () => '/konto/email',
    typed: { email: 'neue-adresse@demo.example' },
    otherwise: { target: () => '/konto/loeschen' },
    limited: true,
  },
  {
    action: 'withdraw-email-change',
    as: 'eltern1',
    page: () => '/konto',
    typed: {},
    otherwise: { target: () => '/konto/loeschen' },
  },
  {
    action: 'unlink-oidc-identity',
    as: 'personal-klinik',
    page: () => '/konto/firmenzugang',
    typed: {},
    otherwise: { target: () => '/unternehmen/codes', typed: code },
    prepare: linkedIdentity,
  },
  {
    action: 'begin-delegation',
    as: 'kita-reichsstrasse',
    page: () => '/vertretung',
    typed: { standIn: firstOption, ...week },
    otherwise: { typed: { validTo: daysAfter(today, 8) } },
  },
  {
    action: 'end-delegation',
    as: 'kita-reichsstrasse',
    page: () => '/vertretung',
    typed: {},
    otherwise: { target: () => '/vertretung', typed: { standIn: 'a|b', ...week } },
  },
  {
    action: 'change-contact',
    as: 'eltern1',
    page: () => '/familie/daten',
    typed: contact,
    otherwise: { typed: { phone: '0202 654321' } },
  },
  {
    action: 'change-particulars',
    as: 'eltern1',
    page: () => '/familie/daten',
    typed: { health: 'on' },
    otherwise: { typed: { religion: 'on' } },
  },
  {
    action: 'request-deletion',
    as: 'eltern1',
    page: () => '/konto/loeschen',
    typed: {},
    otherwise: { target: () => '/konto/loeschen/zuruecknehmen' },
  },
  {
    action: 'withdraw-deletion',
    as: 'eltern1',
    page: () => '/konto/loeschen',
    typed: {},
    otherwise: { target: () => '/konto/loeschen' },
  },
  {
    action: 'end-role',
    as: 'koordination',
    page: ({ ids }) => `/personen/${ids['kita-samoastrasse']}/kitaAdmin/${ids[kitaKey('10188')]}/beenden`,
    typed: {},
    otherwise: {
      target: ({ ids }) => `/personen/${ids['kita-reichsstrasse']}/kitaAdmin/${ids[kitaKey('10138')]}/beenden`,
    },
  },
  {
    action: 'disable-account',
    as: 'koordination',
    page: ({ ids }) => `/personen/${ids['personal-hochschule']}/sperren`,
    typed: {},
    otherwise: { typed: { word: 'enable' } },
  },
]

/** Acts that carry no key, each with the reason. */
export const actsWithoutKey: Readonly<Record<string, string>> = {
  'sign-in': 'each sign-in is one of its own: it gives the browser a new session, and the one before ends by itself',
  'sign-out': 'who is signed out already stays signed out',
  'switch-role': 'who acts in a role already goes on acting in it',
  'give-second-factor': 'a code is good once by itself',
  'enrol-second-factor': 'the code that confirms the app is good once by itself',
  'enrol-totp': 'the code that confirms the app is good once by itself',
  'prove-again': 'a code is good once by itself, and a fresh proof twice is one',
  'confirm-address': 'the token of the link confirms one address once; sent again it finds it confirmed',
  'confirm-email-change': 'the token of the link changes the address once; sent again it has ended',
  'reset-password': 'the token of the link is good for one new password',
  'accept-invitation': 'the token of the link is good for one account',
  'change-password': 'the old password is good for one new one, and whoever sends it again is signed out already',
  'give-second-passkey': 'the task that a passkey has signed is good once by itself',
  'prove-again-with-passkey': 'the task that a passkey has signed is good once by itself',
  'enrol-first-passkey': 'the task that a passkey has signed is good once by itself',
  'add-passkey': 'the task that a passkey has signed is good once by itself',
  'sign-in-with-passkey': 'the task that a passkey has signed is good once by itself',
  'give-passkey-task': 'a task changes nothing by itself, and the next one takes its place',
  'give-recovery-code': 'a recovery code is good once by itself',
  'give-device-code': 'a code is good once by itself',
  'send-device-code': 'at most one code a minute is sent, and each takes the place of the one before',
  'make-recovery-codes':
    'the codes are in the answer and nowhere else, so a kept answer cannot give them again: the last ones count',
  'ask-device-codes':
    'it says what shall be, on or off, and gives the browser a new session: with the old one it has no effect',
  'remove-app':
    'what is gone cannot be removed again; sent late, when there is a new app, it asks for a fresh proof first',
  'remove-passkey': 'the passkey is named by its id, and what has been removed cannot be removed again',
  'end-session': 'the session is named by its id, and what has ended stays ended',
  'end-other-sessions': 'what has ended stays ended',
  'start-oidc-sign-in': 'it sends the browser to the company and changes nothing here',
  'start-linking-oidc': 'it sends the browser to the company and changes nothing here',
}
