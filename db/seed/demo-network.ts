import type { Network } from '../../src/domain/network.ts'
import { networkAccounts } from './accounts.ts'
import { demoCompanies } from './companies.ts'
import { demoFamilies } from './families.ts'
import { demoFeatured } from './featured.ts'
import { demoKitas, east, kitaKey, kitaYear, west } from './kitas.ts'
import { demoServices } from './services.ts'

export { demoAccounts, demoPassword } from './accounts.ts'

/** The criteria that cities use, with typical points; the longest day counts more in the house that keeps it up. */
const criteriaWith = (longDayHouse: string): Network['catalogues'][number]['criteria'] => [
  {
    id: 'hours-of-less-employed-parent',
    kind: 'number',
    thresholds: [
      { from: 1, points: 5 },
      { from: 16, points: 10 },
      { from: 28, points: 15 },
    ],
  },
  { id: 'single-parent', kind: 'flag', points: 10 },
  { id: 'hardship', kind: 'flag', points: 15 },
  { id: 'sibling-in-house', kind: 'at-kita', points: 20 },
  { id: 'needs-45-hours', kind: 'flag', points: 5, additions: [{ kita: longDayHouse, points: 5 }] },
  {
    id: 'distance-to-kita',
    kind: 'distance',
    bands: [
      { from: 0, to: 1_000, points: 6 },
      { from: 1_001, to: 2_500, points: 3 },
    ],
  },
]

const longDayHouses: Record<string, string> = { [east]: kitaKey('10227'), [west]: kitaKey('10030') }

/** A network with two consortia before the freeze of the year 2027/28: the same for the same seed. */
export function demoNetwork(seed: number): Network {
  const kitas = demoKitas(seed)
  const companies = demoCompanies(seed, kitas)
  const featured = demoFeatured(seed)
  const families = demoFamilies(seed, kitas, companies)
  const { providers, locations, services } = demoServices()
  return {
    format: 'network/1',
    installation: { name: 'Verbund-Kita Wuppertal (Demo)', demo: true },
    ...kitas,
    providers: [...kitas.providers, ...providers],
    ...companies,
    accounts: networkAccounts,
    families: [...featured.families, ...families.families],
    requests: [...featured.requests, ...families.requests],
    catalogues: kitas.consortia.map(({ key }) => ({
      key: `kriterien-${key}`,
      consortium: key,
      version: '2027-1',
      validFrom: '2026-08-01',
      validTo: '2027-07-31',
      criteria: criteriaWith(longDayHouses[key]),
    })),
    rounds: kitas.consortia.map(({ key }) => ({
      key: `hauptvergabe-${key}`,
      consortium: key,
      kitaYear,
      name: 'Hauptvergabe',
      state: 'open',
      applicationsUntil: '2026-11-30',
      catalogue: `kriterien-${key}`,
    })),
    locations,
    services,
  }
}
