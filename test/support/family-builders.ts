import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import type { PointsCatalogue } from '../../src/domain/points-catalogue.ts'
import type { Viewer } from '../../src/policy/scope.ts'
import type { Db } from '../../src/store/db.ts'
import { freezeAndDraw } from './draw-steps.ts'

type BuiltKita = { id: string; name: string; places: number; reserves?: Record<string, number> }
type BuiltChild = {
  id: string
  /** Whose sibling it is; by default a family of its own, named after it. */
  family?: string
  /** Ids of Kitas, the most wanted first. */
  wishes: string[]
  /** Criterion → value; `sibling-in-house` names a Kita. */
  answers?: { criterion: string; value: number; kitaId?: string }[]
  companies?: { id: string; confirmed: boolean }[]
}

const kind = { age_band: 'U3', hours: 45 } as const
const start = '2027-08-01'
const confirmedAt = '2026-11-02T08:00:00.000Z'

const catalogue: PointsCatalogue = {
  version: '1',
  criteria: [
    { id: 'needs-45-hours', kind: 'flag', points: 5 },
    { id: 'single-parent', kind: 'flag', points: 10 },
    { id: 'hardship', kind: 'flag', points: 15 },
    { id: 'sibling-in-house', kind: 'at-kita', points: 20 },
  ],
}

/** An open round of these Kitas, companies and children. */
export async function aFamilyRound(
  db: Db,
  { kitas, children, companies }: { kitas: BuiltKita[]; children: BuiltChild[]; companies: Record<string, string> },
): Promise<void> {
  await db.insertInto('consortium').values({ id: 'consortium-1', name: 'Verbund Ost', region: 'Region' }).execute()
  await db.insertInto('provider').values({ id: 'provider-1', name: 'Träger', website: null }).execute()
  for (const [id, name] of Object.entries(companies)) {
    await db
      .insertInto('company')
      .values({ id, consortium_id: 'consortium-1', name, kind: 'Werk', employees: 100 })
      .execute()
  }
  for (const kita of kitas) await aKita(db, kita)
  for (const child of children) await aChild(db, child)
  await db
    .insertInto('points_catalogue')
    .values({
      id: 'catalogue-1',
      consortium_id: 'consortium-1',
      version: '1',
      valid_from: '2026-08-01',
      valid_to: '2027-07-31',
      catalogue: JSON.stringify(catalogue),
      hash: 'h',
    })
    .execute()
  await db
    .insertInto('round')
    .values({
      id: 'round-1',
      consortium_id: 'consortium-1',
      kita_year: 2027,
      name: 'Hauptvergabe',
      state: 'open',
      applications_until: '2026-11-30',
      catalogue_id: 'catalogue-1',
      version: 1,
    })
    .execute()
  for (const id of coordinators) {
    await db
      .insertInto('account')
      .values({ id, email: `${id}@example.org`, display_name: id, password_hash: '-', disabled_at: null })
      .execute()
  }
}

async function aKita(db: Db, { id, name, places, reserves = {} }: BuiltKita): Promise<void> {
  await db
    .insertInto('kita')
    .values({
      id,
      consortium_id: 'consortium-1',
      provider_id: 'provider-1',
      name,
      street: 'Weg 1',
      city: 'Stadt',
      longitude: 7.2,
      latitude: 51.2,
      licensed_places: 20,
      source: 'test',
    })
    .execute()
  const placeClass = { ...kind, id: `class-${id}`, kita_id: id, start_month: start, vacancies: places, version: 1 }
  await db.insertInto('place_class').values(placeClass).execute()
  for (const [company_id, count] of Object.entries(reserves)) {
    const quota = { ...kind, id: `quota-${id}-${company_id}`, company_id, kita_id: id }
    await db
      .insertInto('quota')
      .values({
        ...quota,
        places: count,
        valid_from: '2026-08-01',
        valid_to: '2028-07-31',
        monthly_fee_cents: 0,
        version: 1,
      })
      .execute()
    for (let ordinal = 1; ordinal <= count; ordinal++) {
      const place = { ...kind, company_id, kita_id: id, quota_id: quota.id, quota_places: count, ordinal }
      await db
        .insertInto('quota_place')
        .values({ ...place, id: `${quota.id}-${ordinal}`, place_class_id: placeClass.id })
        .execute()
    }
  }
}

async function aChild(db: Db, child: BuiltChild): Promise<void> {
  const { id, family = id, wishes, answers = [], companies = [] } = child
  await db
    .insertInto('family')
    .values({ id: family, longitude: 7.21, latitude: 51.2, district: 'Barmen' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db
    .insertInto('child')
    .values({ id, family_id: family, given_name: id, family_name: `Familie ${family}`, birth_date: '2025-09-14' })
    .execute()
  await db
    .insertInto('place_request')
    .values({
      id: `request-${id}`,
      consortium_id: 'consortium-1',
      kita_year: 2027,
      family_id: family,
      child_id: id,
      ticket: `TICKET-${id}`,
      state: 'submitted',
      start_month: start,
      hours: 45,
      child_birth_month: '2025-09-01',
      submitted_at: '2026-11-01T08:00:00.000Z',
      version: 1,
    })
    .execute()
  const request_id = `request-${id}`
  for (const [at, kita] of wishes.entries()) {
    await db
      .insertInto('wish')
      .values({ request_id, rank: at + 1, place_class_id: `class-${kita}` })
      .execute()
  }
  for (const { criterion, value, kitaId } of answers) {
    await db
      .insertInto('criterion_answer')
      .values({ request_id, criterion, kita_id: kitaId ?? null, value })
      .execute()
  }
  for (const [at, company] of companies.entries()) {
    await db
      .insertInto('employment')
      .values({
        request_id,
        company_id: company.id,
        guardian: at === 0 ? 1 : 2,
        employee_name: 'Test',
        employee_email: null,
        opened_by_company: 0,
        confirmed_at: company.confirmed ? confirmedAt : null,
      })
      .execute()
  }
}

const coordinators = ['ko-1', 'ko-2'] as const
const [first, second] = coordinators.map((accountId): Viewer => ({
  accountId,
  name: accountId,
  role: 'coordinator',
  subjects: ['consortium-1'],
}))

/** The round of `aFamilyRound`, step by step as two coordinators take it. */
export function roundSteps(deps: Deps) {
  const actions = createActions(deps)
  let contentHash = ''
  return {
    freeze: () => freezeAndDraw(deps, [first, second]),
    compute: () => actions.workOnce(),
    async propose() {
      const proposed = await actions.proposeRelease(first, { roundId: 'round-1', key: 'propose' })
      if (!proposed.ok) throw new Error(proposed.refusal.kind)
      contentHash = proposed.value.contentHash
    },
    async release() {
      const released = await actions.approveRelease(second, { roundId: 'round-1', contentHash, key: 'approve' })
      if (!released.ok || released.value.step !== 'approved') throw new Error(JSON.stringify(released))
    },
    lookAt: (id: string) =>
      actions.showRoundChild(first, { roundId: 'round-1', ticket: `TICKET-${id}`, withChanges: false }),
    async all() {
      await this.freeze()
      await this.compute()
      await this.propose()
      await this.release()
    },
  }
}

type BuiltService = {
  id: string
  name: string
  kind: string
  description?: string
  ages?: [minimum: number | null, maximum: number | null]
  longitude?: number
  assuredDate?: string
  status?: 'active' | 'inactive'
  rrule?: string
  url?: string
  costs?: [option: string, cents: number | null, description: string][]
}

/** One entry of the directory with its provider, a place and a schedule. */
export async function aFamilyService(db: Db, service: BuiltService): Promise<void> {
  const { id, name, kind: serviceKind, ages = [null, null] } = service
  await db
    .insertInto('provider')
    .values({ id: `provider-${id}`, name: `Träger von ${id}`, website: null })
    .execute()
  await db
    .insertInto('service')
    .values({
      id,
      provider_id: `provider-${id}`,
      name,
      kind: serviceKind,
      description: service.description ?? '',
      minimum_age_months: ages[0],
      maximum_age_months: ages[1],
      url: service.url ?? null,
      email: 'hallo@example.org',
      phone: '030 23125 100',
      languages: 'de,tr',
      assured_date: service.assuredDate ?? '2026-11-01',
      assurer: 'Träger',
      status: service.status ?? 'active',
    })
    .execute()
  await db
    .insertInto('location')
    .values({
      id: `location-${id}`,
      name: `Haus ${id}`,
      street: 'Weg 2',
      city: 'Stadt',
      longitude: service.longitude ?? 7.2,
      latitude: 51.2,
    })
    .execute()
  await db
    .insertInto('service_at_location')
    .values({ id: `at-${id}`, service_id: id, location_id: `location-${id}` })
    .execute()
  await db
    .insertInto('schedule')
    .values({
      id: `schedule-${id}`,
      service_at_location_id: `at-${id}`,
      description: 'Nach Absprache',
      rrule: service.rrule ?? 'FREQ=WEEKLY;BYDAY=TU',
      opens_at: '14:00',
      closes_at: '18:30',
      valid_from: '2026-08-01',
      valid_to: null,
    })
    .execute()
  for (const [at, [option, amount_cents, amount_description]] of (service.costs ?? []).entries()) {
    await db
      .insertInto('cost_option')
      .values({ id: `cost-${id}-${at}`, service_id: id, option, amount_cents, amount_description })
      .execute()
  }
}

/** A guardian of a family, with the account that `anAccount` made. */
export async function aGuardian(
  db: Db,
  { id, family, accountId, name }: { id: string; family: string; accountId: string | null; name: [string, string] },
): Promise<void> {
  const [given_name, family_name] = name
  await db
    .insertInto('guardian')
    .values({ id, family_id: family, account_id: accountId, given_name, family_name })
    .execute()
}
