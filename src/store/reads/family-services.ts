import type { Day } from '../../domain/day.ts'
import type { Point } from '../../domain/distance.ts'
import type { Scope } from '../../policy/scope.ts'
import type { Db } from '../db.ts'
import { homeOf } from '../home.ts'
import { within } from '../within.ts'

export type ScheduleRow = {
  description: string
  rrule: string
  opensAt: string
  closesAt: string
  validFrom: Day
  validTo: Day | null
}
export type LocationRow = Point & { id: string; name: string; street: string; city: string; schedules: ScheduleRow[] }
export type CostOptionRow = { option: string; amountCents: number | null; amountDescription: string }

export type FamilyServiceRow = {
  id: string
  name: string
  kind: string
  description: string
  provider: string
  providerWebsite: string | null
  minimumAgeMonths: number | null
  maximumAgeMonths: number | null
  url: string | null
  email: string | null
  phone: string | null
  /** ISO 639-1. */
  languages: string[]
  assuredDate: Day
  assurer: string
  locations: LocationRow[]
  costs: CostOptionRow[]
}

/** The active services with their places, times and costs; `id` narrows them to one. The registry is small: it is read whole. */
export async function listActiveFamilyServices(db: Db, scope: Scope, id?: string): Promise<FamilyServiceRow[]> {
  const services = await db
    .selectFrom('service')
    .innerJoin('provider', 'provider.id', 'service.provider_id')
    .select([
      'service.id',
      'service.name',
      'kind',
      'description',
      'provider.name as provider',
      'provider.website as providerWebsite',
      'minimum_age_months as minimumAgeMonths',
      'maximum_age_months as maximumAgeMonths',
      'url',
      'email',
      'phone',
      'languages',
      'assured_date as assuredDate',
      'assurer',
    ])
    .where(within(scope, {}))
    .where('service.status', '=', 'active')
    .$if(id !== undefined, (query) => query.where('service.id', '=', id ?? ''))
    .orderBy('service.id')
    .execute()
  const [locations, costs] = [await locationsOf(db, id), await costsOf(db, id)]
  return services.map(({ languages, ...service }) => ({
    ...service,
    languages: languages.split(',').filter((code) => code !== ''),
    locations: locations.get(service.id) ?? [],
    costs: costs.get(service.id) ?? [],
  }))
}

async function locationsOf(db: Db, serviceId: string | undefined): Promise<Map<string, LocationRow[]>> {
  const rows = await db
    .selectFrom('service_at_location')
    .innerJoin('location', 'location.id', 'service_at_location.location_id')
    .leftJoin('schedule', 'schedule.service_at_location_id', 'service_at_location.id')
    .select([
      'service_at_location.service_id',
      'location.id',
      'location.name',
      'street',
      'city',
      'longitude',
      'latitude',
      'schedule.description',
      'rrule',
      'opens_at',
      'closes_at',
      'valid_from',
      'valid_to',
    ])
    .$if(serviceId !== undefined, (query) => query.where('service_at_location.service_id', '=', serviceId ?? ''))
    .orderBy('location.name')
    .orderBy('location.id')
    .orderBy('valid_from')
    .orderBy('opens_at')
    .execute()
  const byService = new Map<string, LocationRow[]>()
  for (const row of rows) {
    const locations = byService.get(row.service_id) ?? []
    byService.set(row.service_id, locations)
    let location = locations.find(({ id }) => id === row.id)
    if (!location) {
      const { id, name, street, city, longitude, latitude } = row
      location = { id, name, street, city, longitude, latitude, schedules: [] }
      locations.push(location)
    }
    const { description, rrule, opens_at, closes_at, valid_from, valid_to } = row
    if (description === null || rrule === null || opens_at === null || closes_at === null || valid_from === null)
      continue
    location.schedules.push({
      description,
      rrule,
      opensAt: opens_at,
      closesAt: closes_at,
      validFrom: valid_from,
      validTo: valid_to,
    })
  }
  return byService
}

async function costsOf(db: Db, serviceId: string | undefined): Promise<Map<string, CostOptionRow[]>> {
  const rows = await db
    .selectFrom('cost_option')
    .select(['service_id', 'option', 'amount_cents', 'amount_description'])
    .$if(serviceId !== undefined, (query) => query.where('service_id', '=', serviceId ?? ''))
    .orderBy('amount_cents', (order) => order.desc().nullsLast())
    .orderBy('option')
    .execute()
  const byService = new Map<string, CostOptionRow[]>()
  for (const { service_id, option, amount_cents, amount_description } of rows) {
    const costs = byService.get(service_id) ?? []
    byService.set(service_id, [...costs, { option, amountCents: amount_cents, amountDescription: amount_description }])
  }
  return byService
}

export type KitaPlace = Point & { id: string; name: string }

/** The Kitas as places to measure from: what stands on their front door is public. */
export async function listKitaPlaces(db: Db): Promise<KitaPlace[]> {
  return db.selectFrom('kita').select(['id', 'name', 'longitude', 'latitude']).orderBy('name').execute()
}

/** Where a family lives, for the family alone, if it has said so; the first where somebody looks for several. */
export async function findHome(db: Db, scope: Scope): Promise<Point | undefined> {
  const home = await db
    .selectFrom('family')
    .select(['longitude', 'latitude'])
    .where('longitude', 'is not', null)
    .where(within(scope, { family: 'family.id' }))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return home && homeOf(home)
}
