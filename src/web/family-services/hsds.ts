import type { FamilyService } from './service-words.ts'

type Entry = Omit<FamilyService, 'stale' | 'today'>

/** An entry in the field names of Open Referral HSDS 3.0, for the JSON twins. */
export function hsdsOf(service: Entry) {
  return {
    id: service.id,
    name: service.name,
    // HSDS keeps kinds in taxonomies of their own; ours is one closed list.
    kind: service.kind,
    description: service.description,
    status: 'active',
    organization: { name: service.provider, website: service.providerWebsite },
    url: service.url,
    email: service.email,
    phones: service.phone === null ? [] : [{ number: service.phone }],
    minimum_age: inYears(service.minimumAgeMonths),
    maximum_age: inYears(service.maximumAgeMonths),
    languages: service.languages.map((code) => ({ code })),
    assured_date: service.assuredDate,
    assurer: service.assurer,
    cost_options: service.costs.map(({ option, amountCents, amountDescription }) => ({
      option,
      currency: 'EUR',
      amount: amountCents === null ? null : amountCents / 100,
      amount_description: amountDescription,
    })),
    service_at_locations: service.locations.map(({ id, name, street, city, longitude, latitude, schedules }) => ({
      location: { id, name, latitude, longitude, addresses: [{ address_1: street, city, country: 'DE' }] },
      schedules: schedules.map(({ description, rrule, opensAt, closesAt, validFrom, validTo }) => ({
        description,
        rrule,
        opens_at: opensAt,
        closes_at: closesAt,
        valid_from: validFrom,
        valid_to: validTo,
      })),
    })),
  }
}

function inYears(months: number | null): number | null {
  return months === null ? null : Math.round((months / 12) * 100) / 100
}
