import type { Network, NetworkPlaceClass, NetworkPlacement, NetworkQuota } from '../../src/domain/network.ts'
import { type DemoKitas, east, kitaKey, west, yearStart } from './kitas.ts'
import { divide, type Random, randomFor } from './random.ts'

export const clinic = 'klinik-tannenkopf'
export const toolmaker = 'werkzeugbau-zangenwerk'
export const university = 'hochschule-brueckental'

const companies: Network['companies'] = [
  { key: clinic, consortium: east, name: 'Klinik am Tannenkopf (Demo)', kind: 'Klinik', employees: 2_600 },
  { key: toolmaker, consortium: east, name: 'Zangenwerk Rabenstein GmbH (Demo)', kind: 'Werkzeugbau', employees: 940 },
  {
    key: 'versicherung-sieben-eichen',
    consortium: east,
    name: 'Sieben Eichen Versicherung (Demo)',
    kind: 'Versicherung',
    employees: 3_200,
  },
  {
    key: 'logistik-pfeilpost',
    consortium: east,
    name: 'Pfeilpost Lagerlogistik GmbH (Demo)',
    kind: 'Logistik',
    employees: 620,
  },
  {
    key: 'stadtwerke-talgrund',
    consortium: east,
    name: 'Stadtwerke Talgrund (Demo)',
    kind: 'Stadtwerke',
    employees: 1_850,
  },
  {
    key: 'pflege-abendsonne',
    consortium: east,
    name: 'Pflegedienst Abendsonne & Morgentau (Demo)',
    kind: 'Pflegedienst',
    employees: 140,
  },
  { key: 'chemie-farbmuehle', consortium: east, name: 'Farbmühle Chemie AG (Demo)', kind: 'Chemie', employees: 1_420 },
  { key: university, consortium: west, name: 'Hochschule Brückental (Demo)', kind: 'Hochschule', employees: 1_250 },
  {
    key: 'software-schwebetakt',
    consortium: west,
    name: 'Schwebetakt Software GmbH (Demo)',
    kind: 'Softwarehaus',
    employees: 90,
  },
  { key: 'handel-knopfkiste', consortium: west, name: 'Handelshaus Knopfkiste (Demo)', kind: 'Handel', employees: 480 },
]

/** Who has contracts where, with the weight of each. */
const shares: Record<string, Record<string, number>> = {
  '10206': { 'logistik-pfeilpost': 3, 'chemie-farbmuehle': 3, 'versicherung-sieben-eichen': 2 },
  '10188': { 'versicherung-sieben-eichen': 5, 'stadtwerke-talgrund': 3, [toolmaker]: 3 },
  '10227': { [toolmaker]: 4, 'chemie-farbmuehle': 3 },
  '10190': { [toolmaker]: 3, 'logistik-pfeilpost': 2 },
  '10205': { 'stadtwerke-talgrund': 3, 'pflege-abendsonne': 2 },
  '10019': { [clinic]: 3, 'versicherung-sieben-eichen': 3 },
  '10138': { 'versicherung-sieben-eichen': 4, [clinic]: 4, 'stadtwerke-talgrund': 3, 'chemie-farbmuehle': 2 },
  '10179': { [clinic]: 6, 'pflege-abendsonne': 1 },
  '10047': { [university]: 5, 'handel-knopfkiste': 3, 'software-schwebetakt': 2 },
  '10180': { 'handel-knopfkiste': 3, [university]: 2 },
  '10030': { [university]: 3, 'software-schwebetakt': 2 },
  '10194': { 'software-schwebetakt': 3 },
}

const terms = [
  { validFrom: '2025-08-01', validTo: '2029-07-31' },
  { validFrom: '2025-08-01', validTo: '2028-07-31' },
  { validFrom: '2024-08-01', validTo: '2030-07-31' },
]

/** € per place and month. */
const fees = {
  U3: { 25: [220, 260], 35: [260, 330], 45: [320, 400] },
  Ü3: { 25: [150, 180], 35: [160, 220], 45: [210, 290] },
}

const thisYear = { validFrom: '2026-08-01', validTo: '2027-07-31' }

export type DemoCompanies = Pick<Network, 'companies' | 'quotas' | 'placements'>

/** About two thirds of the vacant places are reserved; each contract has more places, held by children already there. */
export function demoCompanies(seed: number, { kitas, placeClasses }: DemoKitas): DemoCompanies {
  const random = randomFor(seed, 'companies')
  const contracts = kitas.flatMap((kita) => {
    const weights = Object.entries(shares).find(([number]) => kitaKey(number) === kita.key)?.[1] ?? {}
    const ofKita = placeClasses.filter((placeClass) => placeClass.kita === kita.key)
    return kindsOf(ofKita).flatMap((kind) => contractsOf(kind, weights, random))
  })
  const quotas = contracts.map(({ quota }) => quota)
  const held = contracts.flatMap(({ placements }) => placements)
  const others = kitas.flatMap((kita) =>
    poolPlacements(
      kita.licensedPlaces,
      placeClasses.filter((placeClass) => placeClass.kita === kita.key),
      held.filter((placement) => placement.kita === kita.key),
    ),
  )
  return { companies, quotas, placements: [...held, ...others] }
}

/** The place classes of one Kita by age band and hours: a contract names no start month. */
function kindsOf(placeClasses: NetworkPlaceClass[]): NetworkPlaceClass[][] {
  const kinds = new Map<string, NetworkPlaceClass[]>()
  for (const placeClass of placeClasses) {
    const kind = `${placeClass.ageBand} ${placeClass.hours}`
    kinds.set(kind, [...(kinds.get(kind) ?? []), placeClass])
  }
  return [...kinds.values()]
}

type Contract = { quota: NetworkQuota; placements: NetworkPlacement[] }

function contractsOf(placeClasses: NetworkPlaceClass[], weights: Record<string, number>, random: Random): Contract[] {
  const names = Object.keys(weights)
  // What each company gets of each start month, at most what is vacant there.
  const reserved = placeClasses.map(({ vacancies }) =>
    divide(Math.round(vacancies * (0.55 + 0.2 * random.next())), Object.values(weights)),
  )
  return names.flatMap((company, nth) => {
    const assigned = placeClasses.flatMap(({ key }, at) => Array.from({ length: reserved[at][nth] }, () => key))
    const taken = random.between(assigned.length === 0 ? 0 : 1, 2)
    return assigned.length + taken === 0 ? [] : [contractOf(company, placeClasses[0], assigned, taken, random)]
  })
}

/** First the places that are free for the coming year, then those held beyond it. */
function contractOf(
  company: string,
  { kita, ageBand, hours }: NetworkPlaceClass,
  assigned: string[],
  taken: number,
  random: Random,
): Contract {
  const term = random.pick(terms)
  const [lowest, highest] = fees[ageBand][hours]
  const key = `vertrag-${company}-${kita}-${ageBand === 'U3' ? 'u3' : 'ue3'}-${hours}`
  const quota: NetworkQuota = {
    key,
    company,
    kita,
    ageBand,
    hours,
    places: assigned.length + taken,
    ...term,
    monthlyFeeCents: 500 * random.between(lowest / 5, highest / 5),
    assigned: assigned.map((placeClass, at) => ({ ordinal: at + 1, placeClass })),
  }
  const placement = (ordinal: number, validFrom: string, validTo: string): NetworkPlacement => ({
    kita,
    ageBand,
    hours,
    quotaPlace: { quota: key, ordinal },
    validFrom,
    validTo,
  })
  // Some of the free places are still held by children who leave before the new ones come.
  const leaving = assigned.flatMap((_, at) =>
    random.chance(0.6) ? [placement(at + 1, random.pick(['2025-08-01', '2026-08-01']), thisYear.validTo)] : [],
  )
  const staying = Array.from({ length: taken }, (_, at) =>
    placement(assigned.length + at + 1, thisYear.validFrom, ageBand === 'U3' ? '2028-07-31' : term.validTo),
  )
  return { quota, placements: [...leaving, ...staying] }
}

/** Children without a company fill the rest: those who stay beside what is vacant, and those who leave beside the others who do. */
function poolPlacements(
  places: number,
  placeClasses: NetworkPlaceClass[],
  held: NetworkPlacement[],
): NetworkPlacement[] {
  const vacant = placeClasses.reduce((sum, { vacancies }) => sum + vacancies, 0)
  const staying = places - vacant - held.filter(({ validTo }) => validTo >= yearStart).length
  const longDays = Math.round(staying * 0.6)
  const pool = (count: number, kind: Pick<NetworkPlacement, 'ageBand' | 'hours'>, span: typeof thisYear) =>
    Array.from({ length: Math.max(0, count) }, (): NetworkPlacement => ({
      kita: placeClasses[0].kita,
      ...kind,
      ...span,
    }))

  const leaving = placeClasses.flatMap((placeClass) => {
    const { ageBand, hours, vacancies, startMonth } = placeClass
    const counted = held.filter(
      (other) => other.ageBand === ageBand && other.hours === hours && other.validTo < yearStart,
    ).length
    // A place that is vacant later only is empty until then, so that the newcomers settle in one after the other.
    return startMonth === yearStart ? pool(vacancies - counted, { ageBand, hours }, thisYear) : []
  })
  return [
    ...leaving,
    ...pool(longDays, { ageBand: 'Ü3', hours: 45 }, { validFrom: '2025-08-01', validTo: '2028-07-31' }),
    ...pool(staying - longDays, { ageBand: 'Ü3', hours: 35 }, { validFrom: '2026-08-01', validTo: '2029-07-31' }),
  ]
}
