import { appendAudit } from '../../src/store/audit.ts'
import { saveParticulars } from '../../src/store/child-particulars.ts'
import { type Db, inTransaction, type Trx } from '../../src/store/db.ts'
import { saveContact } from '../../src/store/guardian-contacts.ts'
import type { Keyring } from '../../src/store/keyring.ts'
import type { Role } from '../../src/policy/policy.ts'
import { anAccount } from './builders.ts'
import { aFamilyRound } from './family-builders.ts'

/** A child with everything of its family that somebody could read where it must not stand. */
export type CanaryChild = {
  id: string
  consortium: string
  requestId: string
  ticket: string
  /** Of the first and the second guardian. */
  companies: string[]
}

export const canaryChildren: readonly CanaryChild[] = [
  ['anna', ['company-a', 'company-b']],
  ['ben', []],
  ['clara', ['company-b']],
  ['dora', ['company-a']],
  ['emil', ['company-c']],
].map(([id, companies]) => ({
  id: id as string,
  consortium: id === 'emil' ? 'consortium-2' : 'consortium-1',
  requestId: `request-${id as string}`,
  ticket: `TICKET-${id as string}`,
  companies: companies as string[],
}))

const index = (child: string) => canaryChildren.findIndex(({ id }) => id === child)

/** The texts that stand for a field of a child and for nothing else. */
export const canaryOf = {
  givenName: (child: string) => `Vorname${child}Kanari`,
  familyName: (child: string) => `Nachname${child}Kanari`,
  birthDate: (child: string) => `2025-03-${String(11 + index(child)).padStart(2, '0')}`,
  district: (child: string) => `Stadtteil${child}Kanari`,
  longitude: (child: string) => 7.2100123 + index(child) / 100_000,
  guardian: (child: string, number: number) => `Elternteil${number}${child}Kanari`,
  employee: (child: string, number: number) => `Angestellt${number}${child}Kanari`,
  employeeEmail: (child: string, number: number) => `arbeit-${number}-${child}@kanari.example`,
  phone: (child: string, number: number) => `0202 55${index(child)}${number}077`,
  street: (child: string, number: number) => `Gasse${number}${child}Kanari`,
  /** When the coordinator looked at the child. */
  lookedAt: (child: string) => `2026-11-30T03:${11 + index(child)}:29.000Z`,
  wishedKita: (child: string) => `Wunschkita${child}Kanari`,
  companyName: (company: string) => `Firma${company.slice(-1).toUpperCase()}Kanari`,
  feeCents: (company: string) => 1_234_500 + company.charCodeAt(company.length - 1),
}

export type CanaryActor = { id: string; role: Exclude<Role, 'visitor'>; subject: string }

/** One of each office, and the guardians of Anna and Ben. */
export const canaryActors: readonly CanaryActor[] = [
  { id: 'parent-anna', role: 'parent', subject: 'anna' },
  { id: 'other-anna', role: 'parent', subject: 'anna' },
  { id: 'parent-ben', role: 'parent', subject: 'ben' },
  { id: 'hr-a', role: 'hr', subject: 'company-a' },
  { id: 'hr-b', role: 'hr', subject: 'company-b' },
  { id: 'kita-klein', role: 'kitaAdmin', subject: 'klein' },
  { id: 'kita-sonne', role: 'kitaAdmin', subject: 'sonne' },
  { id: 'provider-klein', role: 'provider', subject: 'provider-1' },
  { id: 'provider-sonne', role: 'provider', subject: 'provider-2' },
  { id: 'editor', role: 'serviceEditor', subject: 'provider-1' },
  { id: 'auditor', role: 'auditor', subject: 'consortium-1' },
  { id: 'ko', role: 'coordinator', subject: 'consortium-1' },
  { id: 'ko-west', role: 'coordinator', subject: 'consortium-2' },
]

/**
 * An open round with four children and, in another consortium, a fifth. Anna gets the one place of Kita Klein on the quota of
 * company A, Ben one of the pool in Kita Sonne; Clara and Dora wait. Company B's contract is with Kita Sonne.
 */
export async function aCanaryNetwork(db: Db, keyring: Keyring, passwordHash: string): Promise<void> {
  const own = (child: string) => `wunsch-${child}`
  const children = canaryChildren.filter(({ consortium }) => consortium === 'consortium-1')
  await aFamilyRound(db, {
    companies: { 'company-a': canaryOf.companyName('company-a'), 'company-b': canaryOf.companyName('company-b') },
    kitas: [
      { id: 'klein', name: 'Kita Klein', places: 1, reserves: { 'company-a': 1 } },
      { id: 'sonne', name: 'Kita Sonne', places: 1, reserves: {} },
      { id: 'nah', name: 'Kita Nah', places: 0, reserves: {} },
      ...children.map(({ id }) => ({ id: own(id), name: canaryOf.wishedKita(id), places: 0 })),
    ],
    children: children.map(({ id, companies }) => ({
      id,
      wishes: [own(id), id === 'anna' || id === 'dora' ? 'klein' : 'sonne'],
      answers:
        id === 'anna' || id === 'ben'
          ? [
              { criterion: id === 'anna' ? 'hardship' : 'single-parent', value: 1 },
              ...(id === 'ben' ? [{ criterion: 'sibling-in-house', value: 1, kitaId: 'sonne' }] : []),
            ]
          : [],
      companies: companies.map((company) => ({ id: company, confirmed: true })),
    })),
  })
  await theOtherConsortium(db)
  await db.insertInto('provider').values({ id: 'provider-2', name: 'Träger Zwei', website: null }).execute()
  await db.insertInto('provider').values({ id: 'provider-3', name: 'Träger Drei', website: null }).execute()
  await db.updateTable('kita').set({ provider_id: 'provider-2' }).where('id', '=', 'sonne').execute()
  for (const { id } of children)
    await db.updateTable('kita').set({ provider_id: 'provider-3' }).where('id', '=', own(id)).execute()
  await plantFields(db)
  for (const { id, role, subject } of canaryActors) await anAccount(db, { id, role, subjects: [subject], passwordHash })
  await db.updateTable('guardian').set({ account_id: 'parent-anna' }).where('id', '=', 'anna-1').execute()
  await db.updateTable('guardian').set({ account_id: 'other-anna' }).where('id', '=', 'anna-2').execute()
  await theyComeWithCodes(db)
  await db.updateTable('guardian').set({ account_id: 'parent-ben' }).where('id', '=', 'ben-1').execute()
  await inTransaction(db, (trx) => plantSealedFields(trx, keyring))
}

/** What families say of themselves, and that somebody looked at each child. Anna alone has a particular: it has no text of its own. */
async function plantSealedFields(trx: Trx, keyring: Keyring): Promise<void> {
  for (const { id, consortium } of canaryChildren) {
    for (const number of [1, 2]) {
      const contact = {
        phone: canaryOf.phone(id, number),
        street: canaryOf.street(id, number),
        postalCode: '42103',
        city: 'Wuppertal',
      }
      await saveContact(trx, keyring, `${id}-${number}`, { contact, addressSecret: number === 2, version: 0 })
    }
    await appendAudit(trx, {
      at: canaryOf.lookedAt(id),
      actor: consortium === 'consortium-1' ? 'ko' : 'ko-west',
      role: 'coordinator',
      action: 'child.look',
      subject: `request-${id}`,
      details: { institution: consortium },
      reason: 'outcome-check',
    })
  }
  await saveParticulars(trx, keyring, 'anna', { particulars: ['health'], version: 0 })
}

/** Anna's guardians registered with their companies' codes, under their own names. */
async function theyComeWithCodes(db: Db): Promise<void> {
  const told = { told_at: '2026-11-20T08:00:00.000Z', came_by: 'code', confirmed_at: null, denied_at: null } as const
  for (const [number, account, company] of [
    [1, 'parent-anna', 'company-a'],
    [2, 'other-anna', 'company-b'],
  ] as const) {
    const name = canaryOf.guardian('anna', number)
    await db.updateTable('account').set({ display_name: name }).where('id', '=', account).execute()
    await db
      .insertInto('employer')
      .values({ account_id: account, company_id: company, version: 1, ...told })
      .execute()
  }
}

async function plantFields(db: Db): Promise<void> {
  for (const { id, companies } of canaryChildren) {
    await db
      .updateTable('child')
      .set({
        given_name: canaryOf.givenName(id),
        family_name: canaryOf.familyName(id),
        birth_date: canaryOf.birthDate(id),
      })
      .where('id', '=', id)
      .execute()
    await db
      .updateTable('family')
      .set({ district: canaryOf.district(id), longitude: canaryOf.longitude(id) })
      .where('id', '=', id)
      .execute()
    for (const number of [1, 2]) {
      await db
        .insertInto('guardian')
        .values({
          id: `${id}-${number}`,
          family_id: id,
          account_id: null,
          given_name: canaryOf.guardian(id, number),
          family_name: 'Test',
          number,
        })
        .execute()
    }
    for (const [at] of companies.entries()) {
      await db
        .updateTable('employment')
        .set({
          employee_name: canaryOf.employee(id, at + 1),
          employee_email: canaryOf.employeeEmail(id, at + 1),
        })
        .where('request_id', '=', `request-${id}`)
        .where('guardian', '=', at === 0 ? 1 : 2)
        .execute()
    }
  }
  const kind = { age_band: 'U3', hours: 45, valid_from: '2026-08-01', valid_to: '2028-07-31', places: 1 } as const
  await db
    .insertInto('quota')
    .values([
      { ...kind, id: 'quota-b', company_id: 'company-b', kita_id: 'sonne', monthly_fee_cents: 0, version: 1 },
      { ...kind, id: 'quota-c', company_id: 'company-c', kita_id: 'kita-west', monthly_fee_cents: 0, version: 1 },
    ])
    .execute()
  for (const company of ['company-a', 'company-b', 'company-c'])
    await db
      .updateTable('quota')
      .set({ monthly_fee_cents: canaryOf.feeCents(company) })
      .where('company_id', '=', company)
      .execute()
}

/** A consortium with one Kita, company, open round and child of its own: what nobody of the first may read anything of. */
async function theOtherConsortium(db: Db): Promise<void> {
  await db.insertInto('consortium').values({ id: 'consortium-2', name: 'Verbund West', region: 'Region' }).execute()
  const { id: _, ...kita } = await db.selectFrom('kita').selectAll().where('id', '=', 'klein').executeTakeFirstOrThrow()
  await db.insertInto('provider').values({ id: 'provider-west', name: 'Träger West', website: null }).execute()
  await db
    .insertInto('kita')
    .values({
      ...kita,
      id: 'kita-west',
      name: 'Kita West',
      consortium_id: 'consortium-2',
      provider_id: 'provider-west',
    })
    .execute()
  const { id: __, ...placeClass } = await db
    .selectFrom('place_class')
    .selectAll()
    .where('kita_id', '=', 'klein')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('place_class')
    .values({ ...placeClass, id: 'class-west', kita_id: 'kita-west' })
    .execute()
  await db
    .insertInto('company')
    .values({
      id: 'company-c',
      consortium_id: 'consortium-2',
      name: canaryOf.companyName('company-c'),
      kind: 'Werk',
      employees: 9,
    })
    .execute()
  const { id: ___, ...catalogue } = await db.selectFrom('points_catalogue').selectAll().executeTakeFirstOrThrow()
  await db
    .insertInto('points_catalogue')
    .values({ ...catalogue, id: 'catalogue-2', consortium_id: 'consortium-2' })
    .execute()
  const { id: ____, ...round } = await db.selectFrom('round').selectAll().executeTakeFirstOrThrow()
  await db
    .insertInto('round')
    .values({ ...round, id: 'round-2', consortium_id: 'consortium-2', catalogue_id: 'catalogue-2' })
    .execute()
  await db.insertInto('family').values({ id: 'emil', longitude: 7.2, latitude: 51.2, district: '' }).execute()
  await db
    .insertInto('child')
    .values({ id: 'emil', family_id: 'emil', given_name: '', family_name: '', birth_date: '2025-03-15' })
    .execute()
  const request = await db
    .selectFrom('place_request')
    .selectAll()
    .where('id', '=', 'request-ben')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('place_request')
    .values({
      ...request,
      id: 'request-emil',
      consortium_id: 'consortium-2',
      family_id: 'emil',
      child_id: 'emil',
      ticket: 'TICKET-emil',
    })
    .execute()
  await db.insertInto('wish').values({ request_id: 'request-emil', rank: 1, place_class_id: 'class-west' }).execute()
  await db
    .insertInto('employment')
    .values({
      request_id: 'request-emil',
      company_id: 'company-c',
      guardian: 1,
      employee_name: '',
      employee_email: null,
      opened_by_company: 0,
      confirmed_at: '2026-11-02T08:00:00.000Z',
    })
    .execute()
}
