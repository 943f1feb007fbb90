import type { Network } from '../../domain/network.ts'
import type { Naming, Rows } from './naming.ts'

/** Languages are kept as ISO 639-1 codes with commas between them. */
export function serviceRows({ locations, services }: Network, naming: Naming): Rows {
  const there = services.flatMap((service) =>
    service.at.map((at) => ({ id: naming.newId(), service: service.key, ...at })),
  )
  return {
    service: services.map((service) => ({
      id: naming.idOf(service.key),
      provider_id: naming.idOf(service.provider),
      name: service.name,
      kind: service.kind,
      description: service.description,
      minimum_age_months: service.minimumAgeMonths ?? null,
      maximum_age_months: service.maximumAgeMonths ?? null,
      url: service.url ?? null,
      email: service.email ?? null,
      phone: service.phone ?? null,
      languages: service.languages.join(','),
      assured_date: service.assuredDate,
      assurer: service.assurer,
      status: service.status,
    })),
    location: locations.map(({ key, ...location }) => ({ id: naming.idOf(key), ...location })),
    service_at_location: there.map(({ id, service, location }) => ({
      id,
      service_id: naming.idOf(service),
      location_id: naming.idOf(location),
    })),
    schedule: there.flatMap(({ id, schedules }) =>
      schedules.map((schedule) => ({
        id: naming.newId(),
        service_at_location_id: id,
        description: schedule.description,
        rrule: schedule.rrule,
        opens_at: schedule.opensAt,
        closes_at: schedule.closesAt,
        valid_from: schedule.validFrom,
        valid_to: schedule.validTo ?? null,
      })),
    ),
    cost_option: services.flatMap(({ key, costs }) =>
      costs.map(({ option, amountCents, amountDescription }) => ({
        id: naming.newId(),
        service_id: naming.idOf(key),
        option,
        amount_cents: amountCents ?? null,
        amount_description: amountDescription,
      })),
    ),
  }
}
