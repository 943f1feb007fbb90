/** Eight people of the demo network who act at the same time, and what must be true of the database that comes out of it. */
import { type Random, randomFor } from '../../db/seed/random.ts'
import { type Db, inTransaction } from '../../src/store/db.ts'
import { keyringOf } from '../../src/store/keyring.ts'
import { digestOfValues, type Values } from '../../src/store/subject-keys.ts'
import { testSecrets } from './deps.ts'
import type { History } from './history.ts'
import { type DemoApp, HttpPerson, type RunningApp } from './running-app.ts'

/** A form as it was sent: whoever gets no answer may send it again. */
type SentForm = { act: string; person: HttpPerson; target: string; fields: Record<string, string> }

type Acting = { person: HttpPerson; fill: (person: HttpPerson) => Promise<SentForm>; last?: SentForm }

export class EightPeople {
  /** Which act each key was sent for. */
  readonly acts = new Map<string, string>()
  private readonly people: Acting[] = []
  private readonly history: History
  private readonly random: Random
  private readonly seed: number
  private employees = 0

  private constructor(history: History, seed: number) {
    this.history = history
    this.seed = seed
    this.random = randomFor(seed, 'eight people')
  }

  /** Signs them in: three of HR, three Kita managers of whom two change the same places, two parents of siblings. */
  static async comeTogether(demo: DemoApp, db: Db, history: History, seed: number): Promise<EightPeople> {
    const house = new EightPeople(history, seed)
    const come = async (email: string) => {
      const person = new HttpPerson(demo.app.url)
      await person.signIn(`${email}@demo.example`)
      return person
    }
    for (const email of ['personal-hochschule', 'personal-hochschule', 'personal-klinik']) {
      house.people.push({ person: await come(email), fill: (person) => house.openRequest(person) })
    }
    for (const email of ['kita-tal-strolche', 'kita-tal-strolche', 'kita-reichsstrasse']) {
      const placeClassIds = await placeClassesOf(db, demo.ids[email])
      house.people.push({ person: await come(email), fill: (person) => house.declare(person, placeClassIds) })
    }
    for (const email of ['eltern5', 'eltern6']) {
      const { id, familyId } = await requestOf(db, demo.ids[email])
      house.people.push({ person: await come(email), fill: (person) => house.chooseSiblings(person, id, familyId) })
    }
    return house
  }

  /** From here on they are spread over several processes of the house. */
  useProcesses(apps: readonly RunningApp[]): void {
    for (const [at, one] of this.people.entries()) one.person = one.person.at(apps[at % apps.length])
  }

  /** Each has a form before it, filled in and not sent. */
  async getReady(): Promise<void> {
    await Promise.all(this.people.map(async (one) => void (one.last = await one.fill(one.person))))
  }

  /** Each sends its form, and acts on as fast as the answers come, until `over` says so or its connection breaks. */
  async act({ over, onAnswer }: { over: () => boolean; onAnswer: () => void }): Promise<void> {
    await Promise.all(
      this.people.map(async (one) => {
        while (one.last && !over()) {
          if (!(await this.post(one.last))) return
          onAnswer()
          const next = await one.fill(one.person).catch(() => undefined)
          if (!next) return
          one.last = next
        }
      }),
    )
  }

  /** Whatever each sent last is sent again, with the key that it carries, some of it twice at once. */
  async sendAgain(): Promise<void> {
    const forms = this.people.flatMap(({ last }) => last ?? [])
    await Promise.all(
      forms.flatMap((form) => (this.random.chance(0.5) ? [form, form] : [form])).map((f) => this.post(f)),
    )
  }

  private post({ act, person, target, fields }: SentForm) {
    this.acts.set(fields._key, act)
    return this.history.send(act, () => person.post(target, fields))
  }

  private async openRequest(person: HttpPerson): Promise<SentForm> {
    const page = '/platzanfragen/neu'
    const { target, fields } = await person.form(page, 'open-place-request')
    const startMonth = '2027-08-01'
    const employeeName = `Beschäftigte ${this.seed}-${++this.employees}`
    const typed = { employeeName, employeeEmail: '', childBirthMonth: '2025-06', startMonth, hours: '45' }
    return { act: `open:${employeeName}`, person, target, fields: { ...fields, ...typed } }
  }

  private async declare(person: HttpPerson, placeClassIds: string[]): Promise<SentForm> {
    const id = this.random.pick(placeClassIds)
    const { target, fields } = await person.form(`/platzarten/${id}/freie-plaetze`, 'declare-vacancies')
    const vacancies = String(this.random.between(100, 500))
    const act = `declare:${id}:${fields.version}:${vacancies}`
    return { act, person, target, fields: { ...fields, vacancies } }
  }

  private async chooseSiblings(person: HttpPerson, requestId: string, familyId: string): Promise<SentForm> {
    const { target, fields } = await person.form(`/anfragen/${requestId}`, 'choose-siblings')
    const choice = this.random.pick(['independent', 'together-or-split', 'together-or-nothing'])
    return { act: `siblings:${familyId}:${fields.version}:${choice}`, person, target, fields: { ...fields, choice } }
  }
}

async function placeClassesOf(db: Db, accountId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('place_class')
    .innerJoin('account_role', 'account_role.subject_id', 'place_class.kita_id')
    .select('place_class.id')
    .where('account_role.account_id', '=', accountId)
    .orderBy('place_class.id')
    .execute()
  return rows.map(({ id }) => id)
}

function requestOf(db: Db, accountId: string): Promise<{ id: string; familyId: string }> {
  return db
    .selectFrom('place_request')
    .innerJoin('account_role', 'account_role.subject_id', 'place_request.family_id')
    .select(['place_request.id', 'account_role.subject_id as familyId'])
    .where('account_role.account_id', '=', accountId)
    .orderBy('place_request.id')
    .executeTakeFirstOrThrow()
}

export type FoundEffect = {
  act: string
  subject: string
  before: string | number | null
  after: string | number | null
}

/** How the things that they change stood before anybody acted. */
export type Beginning = Awaited<ReturnType<typeof howItStands>>

export async function howItStands(db: Db) {
  const placeClasses = await db.selectFrom('place_class').select(['id', 'vacancies', 'version']).execute()
  const choices = await db.selectFrom('sibling_choice').select(['family_id', 'choice', 'version']).execute()
  const last = await db.selectFrom('audit').select('seq').orderBy('seq', 'desc').executeTakeFirst()
  return {
    values: new Map<string, { value: string | number; version: number }>([
      ...placeClasses.map(({ id, vacancies, version }) => [id, { value: vacancies, version }] as const),
      ...choices.map(({ family_id, choice, version }) => [family_id, { value: choice, version }] as const),
    ]),
    trail: last?.seq ?? 0,
    keys: (await db.selectFrom('act_key').select('key').execute()).length,
    opened: (await db.selectFrom('employment').select('request_id').execute()).length,
  }
}

const acts = ['placeRequest.open', 'placeClass.declare', 'siblingChoice.choose']

/**
 * What they have done, as the trail tells it, in its order. The trail holds digests of the values: which value one means is found
 * among those that were sent, and what nobody has sent stays 'unknown'.
 */
export async function effectsOf(db: Db, beginning: Beginning, history: History): Promise<FoundEffect[]> {
  const entries = await db
    .selectFrom('audit')
    .leftJoin('employment', 'employment.request_id', 'audit.subject')
    .select(['action', 'subject', 'before', 'after', 'employee_name'])
    .where('seq', '>', beginning.trail)
    .where('action', 'in', acts)
    .orderBy('seq')
    .execute()
  const meanings = await meaningsOfDigests(db, beginning, history)
  const meaning = (digest: string | null) => meanings.get(digest ?? '') ?? 'unknown'
  const versions = new Map([...beginning.values].map(([id, { version }]) => [id, version]))
  return entries.map(({ action, subject, before, after, employee_name }) => {
    if (action === 'placeRequest.open') return { act: `open:${employee_name}`, subject, before: null, after: null }
    const version = versions.get(subject) ?? 0
    versions.set(subject, version + 1)
    const kind = action === 'placeClass.declare' ? 'declare' : 'siblings'
    const value = meaning(after)
    return { act: `${kind}:${subject}:${version}:${value}`, subject, before: meaning(before), after: value }
  })
}

/** Sealed key of a subject and a value → the value's digest: neither changes. */
const knownDigests = new Map<string, string>()

async function meaningsOfDigests(
  db: Db,
  beginning: Beginning,
  history: History,
): Promise<Map<string, string | number>> {
  const keys = await db.selectFrom('subject_key').selectAll().execute()
  const sealedKeys = new Map(keys.map(({ subject, sealed_key }) => [subject, sealed_key]))
  const values = new Map<string, { subject: string; value: string | number }>()
  for (const [subject, { value }] of beginning.values) values.set(`${subject}:${value}`, { subject, value })
  for (const { act } of history.operations) {
    const [kind, subject, , sent] = act.split(':')
    if (kind === 'open') continue
    const value = kind === 'declare' ? Number(sent) : sent
    values.set(`${subject}:${value}`, { subject, value })
  }
  const meanings = new Map<string, string | number>()
  for (const { subject, value } of values.values()) {
    const sealed = sealedKeys.get(subject)
    if (sealed === undefined) continue
    const known = `${sealed}:${value}`
    if (!knownDigests.has(known)) knownDigests.set(known, await digestOf(db, subject, value))
    meanings.set(knownDigests.get(known) ?? '', value)
  }
  return meanings
}

function digestOf(db: Db, subject: string, value: string | number): Promise<string> {
  const values: Values = typeof value === 'number' ? { vacancies: value } : { choice: value }
  return inTransaction(db, (trx) => digestOfValues(trx, keyringOf(testSecrets), subject, values))
}

/** Whoever changes a value has seen the one before: asked effect by effect. */
export function eachSawTheLast(beginning: Beginning): (next: FoundEffect) => string | undefined {
  const values = new Map([...beginning.values].map(([id, { value }]) => [id, value]))
  return ({ subject, before, after }) => {
    if (after === null) return undefined
    const last = values.get(subject)
    values.set(subject, after)
    return last === before ? undefined : `changed ${before}, which was ${last} by then`
  }
}

/** Where tables, keys and trail do not say the same. */
export async function contradictionsIn(db: Db, beginning: Beginning, history: History): Promise<string[]> {
  const effects = await effectsOf(db, beginning, history)
  const found: string[] = []
  const say = (what: string, inTables: unknown, inTrail: unknown) => {
    if (inTables !== inTrail) found.push(`${what}: ${String(inTables)}, the trail says ${String(inTrail)}`)
  }
  const now = await howItStands(db)
  const expected = new Map(beginning.values)
  for (const { subject, after } of effects) {
    if (after !== null) expected.set(subject, { value: after, version: (expected.get(subject)?.version ?? 0) + 1 })
  }
  for (const [id, { value, version }] of expected) {
    say(`value of ${id}`, now.values.get(id)?.value, value)
    say(`version of ${id}`, now.values.get(id)?.version, version)
  }
  say('opened requests', now.opened - beginning.opened, effects.filter(({ act }) => act.startsWith('open:')).length)
  say('keys', now.keys - beginning.keys, effects.length)
  return [...found, ...(await gapsInTrail(db))]
}

/** Each entry names the one before it; none is missing in between. */
async function gapsInTrail(db: Db): Promise<string[]> {
  const trail = await db.selectFrom('audit').select(['seq', 'prev', 'hash']).orderBy('seq').execute()
  return trail.flatMap(({ seq, prev }, at) =>
    seq === at + 1 && prev === (trail[at - 1]?.hash ?? '') ? [] : [`entry ${seq} does not follow its predecessor`],
  )
}
