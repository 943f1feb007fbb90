import type { Network, NetworkQuota } from '../../domain/network.ts'
import type { Criterion } from '../../domain/points-catalogue.ts'
import { keptCatalogue } from '../points-catalogues.ts'
import type { Naming, Rows } from './naming.ts'

export function kitaRows({ consortia, providers, kitas, placeClasses }: Network, naming: Naming): Rows {
  return {
    consortium: consortia.map(({ key, name, region }) => ({ id: naming.idOf(key), name, region })),
    provider: providers.map(({ key, name, website }) => ({ id: naming.idOf(key), name, website: website ?? null })),
    kita: kitas.map((kita) => ({
      id: naming.idOf(kita.key),
      consortium_id: naming.idOf(kita.consortium),
      provider_id: naming.idOf(kita.provider),
      name: kita.name,
      street: kita.street,
      city: kita.city,
      longitude: kita.longitude,
      latitude: kita.latitude,
      licensed_places: kita.licensedPlaces,
      source: kita.source,
    })),
    kita_group: kitas.flatMap((kita) =>
      kita.groups.map((group) => ({ id: naming.newId(), kita_id: naming.idOf(kita.key), ...group })),
    ),
    place_class: placeClasses.map(({ key, kita, ageBand, hours, startMonth, vacancies }) => ({
      id: naming.idOf(key),
      kita_id: naming.idOf(kita),
      age_band: ageBand,
      hours,
      start_month: startMonth,
      vacancies,
      version: 1,
    })),
  }
}

/** Companies, their contracts place by place, and who holds a place already. */
export function companyRows({ companies, quotas, placements }: Network, naming: Naming): Rows {
  const quotaPlaceIds = new Map(
    quotas.map(({ key, places }) => [key, Array.from({ length: places }, () => naming.newId())]),
  )
  const quotaPlaceId = (quota: string, ordinal: number) => quotaPlaceIds.get(quota)?.[ordinal - 1] ?? null
  const quotaPlaces = (quota: NetworkQuota) =>
    (quotaPlaceIds.get(quota.key) ?? []).map((id, at) => ({
      id,
      quota_id: naming.idOf(quota.key),
      ordinal: at + 1,
      quota_places: quota.places,
      company_id: naming.idOf(quota.company),
      kita_id: naming.idOf(quota.kita),
      age_band: quota.ageBand,
      hours: quota.hours,
      place_class_id: naming.maybeIdOf(quota.assigned.find(({ ordinal }) => ordinal === at + 1)?.placeClass),
    }))
  return {
    company: companies.map(({ key, consortium, name, kind, employees }) => ({
      id: naming.idOf(key),
      consortium_id: naming.idOf(consortium),
      name,
      kind,
      employees,
    })),
    quota: quotas.map((quota) => ({
      id: naming.idOf(quota.key),
      company_id: naming.idOf(quota.company),
      kita_id: naming.idOf(quota.kita),
      age_band: quota.ageBand,
      hours: quota.hours,
      places: quota.places,
      valid_from: quota.validFrom,
      valid_to: quota.validTo,
      monthly_fee_cents: quota.monthlyFeeCents,
      version: 1,
    })),
    quota_place: quotas.flatMap(quotaPlaces),
    placement: placements.map(({ kita, ageBand, hours, child, quotaPlace, validFrom, validTo }) => ({
      id: naming.newId(),
      kita_id: naming.idOf(kita),
      age_band: ageBand,
      hours,
      child_id: naming.maybeIdOf(child),
      quota_place_id: quotaPlace ? quotaPlaceId(quotaPlace.quota, quotaPlace.ordinal) : null,
      valid_from: validFrom,
      valid_to: validTo,
    })),
  }
}

export function roundRows({ catalogues, rounds }: Network, naming: Naming): Rows {
  return {
    points_catalogue: catalogues.map(({ key, consortium, validFrom, validTo, version, criteria }) => ({
      id: naming.idOf(key),
      consortium_id: naming.idOf(consortium),
      version,
      valid_from: validFrom,
      valid_to: validTo,
      ...keptCatalogue({ version, criteria: criteria.map((criterion) => withKitaIds(criterion, naming)) }),
    })),
    round: rounds.map((round) => ({
      id: naming.idOf(round.key),
      consortium_id: naming.idOf(round.consortium),
      kita_year: round.kitaYear,
      name: round.name,
      state: round.state,
      applications_until: round.applicationsUntil,
      catalogue_id: naming.idOf(round.catalogue),
      version: 1,
    })),
  }
}

function withKitaIds(criterion: Criterion, naming: Naming): Criterion {
  if (!criterion.additions) return criterion
  const additions = criterion.additions.map(({ kita, points }) => ({ kita: naming.idOf(kita), points }))
  return { ...criterion, additions }
}
