import type { AgeBand, Hours } from '../domain/place-class.ts'

type Day = string

/** The tables of Kitas, companies and what was agreed between them, as `schema.ts` has all others. */
export interface PlacesSchema {
  consortium: { id: string; name: string; region: string }
  provider: { id: string; name: string; website: string | null }
  kita: {
    id: string
    consortium_id: string
    provider_id: string
    name: string
    street: string
    city: string
    longitude: number
    latitude: number
    licensed_places: number
    source: string
  }
  kita_group: { id: string; kita_id: string; name: string; form: 'I' | 'II' | 'III'; places: number }
  place_class: {
    id: string
    kita_id: string
    age_band: AgeBand
    hours: Hours
    start_month: Day
    vacancies: number
    version: number
  }

  company: { id: string; consortium_id: string; name: string; kind: string; employees: number }
  quota: {
    id: string
    company_id: string
    kita_id: string
    age_band: AgeBand
    hours: Hours
    places: number
    valid_from: Day
    valid_to: Day
    monthly_fee_cents: number
    version: number
  }
  quota_place: {
    id: string
    quota_id: string
    ordinal: number
    quota_places: number
    company_id: string
    kita_id: string
    age_band: AgeBand
    hours: Hours
    place_class_id: string | null
  }
  placement: {
    id: string
    kita_id: string
    age_band: AgeBand
    hours: Hours
    child_id: string | null
    quota_place_id: string | null
    valid_from: Day
    valid_to: Day
  }
}
