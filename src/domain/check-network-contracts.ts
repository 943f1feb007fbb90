import type { Network, NetworkQuota } from './network.ts'
import type { NetworkIndex } from './network-index.ts'

/** Quotas and placements: of one kind with what they refer to, never overlapping, and not more than there is. */
export function checkContracts(network: Network, index: NetworkIndex): void {
  checkQuotas(network, index)
  checkPlacements(network, index)
  checkReserves(network, index)
}

type Span = { validFrom: string; validTo: string }

function checkQuotas(network: Network, { find, once, wrong }: NetworkIndex): void {
  const contracts = new Spans('contracts of the same company and kind')
  for (const [at, quota] of network.quotas.entries()) {
    const path = `$.quotas[${at}]`
    const company = find('company', quota.company, `${path}.company`)
    const kita = find('kita', quota.kita, `${path}.kita`)
    if (company && kita && company.consortium !== kita.consortium) {
      wrong(`${path}.kita`, `a Kita of the company's consortium`, `one of ${kita.consortium}`)
    }
    checkSpan(quota, path, wrong)
    contracts.add([quota.company, quota.kita, quota.ageBand, quota.hours], quota, path, wrong)

    for (const [nth, { ordinal, placeClass }] of quota.assigned.entries()) {
      const here = `${path}.assigned[${nth}]`
      if (ordinal > quota.places) wrong(`${here}.ordinal`, `1 to ${quota.places}, the places of the contract`, ordinal)
      once('a place of a contract', [quota.key, ordinal], `${here}.ordinal`)
      const target = find('placeClass', placeClass, `${here}.placeClass`)
      if (!target) continue
      if (!sameKind(quota, target)) wrong(`${here}.placeClass`, kindOf(quota), kindOf(target))
      if (!covers(quota, target.startMonth)) {
        wrong(`${here}.placeClass`, 'a start within the contract', target.startMonth)
      }
    }
  }
}

function checkPlacements(network: Network, { find, wrong }: NetworkIndex): void {
  const ofChild = new Spans('placements of the same child')
  const onQuotaPlace = new Spans('placements on the same place of a contract')
  const startMonths = new Map(network.placeClasses.map(({ key, startMonth }) => [key, startMonth]))
  const assigned = new Map(
    network.quotas.flatMap((quota) =>
      quota.assigned.map(
        ({ ordinal, placeClass }) => [`${ordinal} ${quota.key}`, startMonths.get(placeClass)] as const,
      ),
    ),
  )
  for (const [at, placement] of network.placements.entries()) {
    const path = `$.placements[${at}]`
    const { child, quotaPlace } = placement
    find('kita', placement.kita, `${path}.kita`)
    find('child', child, `${path}.child`)
    checkSpan(placement, path, wrong)
    if (child !== undefined) ofChild.add([child], placement, path, wrong)
    if (!quotaPlace) continue

    const quota = find('quota', quotaPlace.quota, `${path}.quotaPlace.quota`)
    if (!quota) continue
    if (!sameKind(quota, placement)) wrong(`${path}.quotaPlace.quota`, kindOf(placement), kindOf(quota))
    if (quotaPlace.ordinal > quota.places) {
      wrong(`${path}.quotaPlace.ordinal`, `1 to ${quota.places}, the places of the contract`, quotaPlace.ordinal)
    }
    onQuotaPlace.add([quotaPlace.quota, quotaPlace.ordinal], placement, path, wrong)
    const start = assigned.get(`${quotaPlace.ordinal} ${quota.key}`)
    if (start !== undefined && covers(placement, start)) {
      wrong(`${path}.validTo`, `a day before ${start}, from when the place is assigned again`, placement.validTo)
    }
  }
}

/** The places that companies have assigned to a place class are among its vacancies. */
function checkReserves(network: Network, { wrong }: NetworkIndex): void {
  const reserved = new Map<string, number>()
  for (const { placeClass } of network.quotas.flatMap((quota) => quota.assigned)) {
    reserved.set(placeClass, (reserved.get(placeClass) ?? 0) + 1)
  }
  for (const [at, { key, vacancies }] of network.placeClasses.entries()) {
    const places = reserved.get(key) ?? 0
    if (places > vacancies) {
      wrong(`$.placeClasses[${at}].vacancies`, `at least ${places}, the places that companies hold there`, vacancies)
    }
  }
}

type Kind = Pick<NetworkQuota, 'kita' | 'ageBand' | 'hours'>

function sameKind(a: Kind, b: Kind): boolean {
  return a.kita === b.kita && a.ageBand === b.ageBand && a.hours === b.hours
}

function kindOf({ kita, ageBand, hours }: Kind): string {
  return `${kita}, ${ageBand}, ${hours} h`
}

function covers({ validFrom, validTo }: Span, day: string): boolean {
  return validFrom <= day && day <= validTo
}

function checkSpan({ validFrom, validTo }: Span, path: string, wrong: NetworkIndex['wrong']): void {
  if (validFrom > validTo) wrong(`${path}.validTo`, `a day from ${validFrom} on`, validTo)
}

/** Notices two spans of the same parts that share a day. */
class Spans {
  readonly #known = new Map<string, { span: Span; path: string }[]>()
  readonly #what: string

  constructor(what: string) {
    this.#what = what
  }

  add(parts: readonly unknown[], span: Span, path: string, wrong: NetworkIndex['wrong']): void {
    const name = JSON.stringify(parts)
    const before = this.#known.get(name) ?? []
    const other = before.find((entry) => entry.span.validFrom <= span.validTo && entry.span.validTo >= span.validFrom)
    if (other)
      wrong(path, `no common day with ${other.path}: both are ${this.#what}`, `${span.validFrom} – ${span.validTo}`)
    this.#known.set(name, [...before, { span, path }])
  }
}
