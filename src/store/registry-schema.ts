type Day = string

/** The tables of the network's registry of family services, as `schema.ts` has all others. */
export interface RegistrySchema {
  service: {
    id: string
    provider_id: string
    name: string
    kind: string
    description: string
    minimum_age_months: number | null
    maximum_age_months: number | null
    url: string | null
    email: string | null
    phone: string | null
    languages: string
    assured_date: Day
    assurer: string
    status: 'active' | 'inactive'
  }
  location: { id: string; name: string; street: string; city: string; longitude: number; latitude: number }
  service_at_location: { id: string; service_id: string; location_id: string }
  schedule: {
    id: string
    service_at_location_id: string
    description: string
    rrule: string
    opens_at: string
    closes_at: string
    valid_from: Day
    valid_to: Day | null
  }
  cost_option: {
    id: string
    service_id: string
    option: string
    amount_cents: number | null
    amount_description: string
  }
}
