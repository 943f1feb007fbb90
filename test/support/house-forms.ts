/**
 * Every form of the house in an order in which each of them can be sent once, in the demo network with both rounds open. A new act
 * needs one entry here; test/web/every-form.test.ts names those that are missing.
 */
import { randomUUID } from 'node:crypto'
import { codeOf } from '../../src/actions/code-of.ts'
import { demoValue } from '../../src/domain/public-value.ts'
import { type Db, inTransaction } from '../../src/store/db.ts'
import { keyringOf } from '../../src/store/keyring.ts'
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
  page: (places: DemoPlaces) => string
  /** What a person fills in. */
  typed: Record<string, string>
  /** Other content for the same key: other fields, or the same form for something else. */
  otherwise: { typed?: Record<string, string>; target?: (places: DemoPlaces) => string }
  /** What has to be the case before, and nobody does by a form; gives what is typed beside `typed`. */
  prepare?: (db: Db) => Promise<Record<string, string>>
  /** Each sending counts as an attempt: after too many the answer is 429, still without a second effect. */
  limited?: boolean
  /** How many entries in the trail its one effect has; 1 where nothing else is said. */
  entries?: number
  /** The page's `data-state` that must be reached before, for what the worker does in between. */
  waitFor?: string
}

const east = 'hauptvergabe-verbund-ost'
const west = 'hauptvergabe-verbund-west'
const round = ({ ids }: DemoPlaces, name = east) => `/vergaberunden/${ids[name]}`

const request = { employeeName: 'Erika Beispiel', childBirthMonth: '2025-06', startMonth: '2027-08-01', hours: '45' }
const { signature } = demoValue

const newcomer = { givenName: 'Mia', familyName: 'Neu', email: 'mia@demo.example', password: aPassword }
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

/** The code that HR has made one form before. */
async function companyCode(db: Db): Promise<Record<string, string>> {
  const { id } = await db.selectFrom('company_code').select('id').executeTakeFirstOrThrow()
  return { code: codeOf({ keyring: keyringOf(testSecrets) }, id) }
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
    otherwise: { target: (places) => `${round(places, west)}/probelaeufe` },
  },
  {
    action: 'freeze-round',
    as: 'koordination',
    page: (places) => `${round(places)}/einfrieren`,
    typed: { source: 'drand', drandRound: String(demoValue.round) },
    otherwise: { typed: { source: 'drand', drandRound: String(demoValue.round + 1) } },
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
    otherwise: { target: (places) => `${round(places, west)}/ziehung` },
    // The second entry draws.
    entries: 2,
  },
  {
    action: 'propose-release',
    as: 'koordination',
    page: round,
    waitFor: 'computed',
    typed: {},
    otherwise: { target: (places) => `${round(places, west)}/freigabe-vorschlagen` },
  },
  {
    action: 'withdraw-release',
    as: 'koordination',
    page: round,
    typed: {},
    otherwise: { target: (places) => `${round(places, west)}/freigabe-zurueckziehen` },
  },
  {
    action: 'propose-release',
    as: 'koordination',
    page: round,
    typed: {},
    otherwise: { target: (places) => `${round(places, west)}/freigabe-vorschlagen` },
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
    otherwise: { target: (places) => `${round(places, west)}/probelaeufe` },
  },
  {
    action: 'revoke-invitation',
    as: 'koordination',
    page: () => '/einladungen',
    typed: {},
    otherwise: { target: (places) => `${round(places, west)}/probelaeufe` },
  },
  {
    action: 'retry-mail',
    as: 'koordination',
    page: () => '/mails',
    prepare: stuckMails,
    typed: {},
    otherwise: { target: (places) => `${round(places, west)}/probelaeufe` },
  },
  {
    action: 'retry-mails',
    as: 'koordination',
    page: () => '/mails',
    prepare: stuckMails,
    typed: {},
    otherwise: { target: (places) => `${round(places, west)}/probelaeufe` },
  },
  {
    action: 'ask-for-password-reset',
    page: () => '/passwort-vergessen',
    typed: { email: 'eltern1@demo.example' },
    otherwise: { typed: { email: 'eltern2@demo.example' } },
    limited: true,
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
  'reset-password': 'the token of the link is good for one new password',
  'accept-invitation': 'the token of the link is good for one account',
}
