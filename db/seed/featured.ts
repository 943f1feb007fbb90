import type { NetworkFamily, NetworkRequest } from '../../src/domain/network.ts'
import { clinic, toolmaker, university } from './companies.ts'
import type { DemoFamilies } from './families.ts'
import { emailOf } from './families.ts'
import { east, kitaKey, kitaYear, west, yearStart } from './kitas.ts'
import { districtOf, type Point } from './places.ts'
import { randomFor } from './random.ts'

/** A family that is worth looking at; its first guardian has an account. */
type Featured = {
  key: string
  account: string
  consortium: string
  home: Point
  guardians: [givenName: string, familyName: string][]
  child: { givenName: string; familyName: string; birthDate: string }
  /** Of the first and the second guardian. */
  companies: string[]
  /** Official numbers of Kitas, all under three, 45 hours, from August. */
  kitas: string[]
  answers: { criterion: string; value: number }[]
}

const longDay = { criterion: 'needs-45-hours', value: 1 }
const hoursOfLessEmployed = (value: number) => ({ criterion: 'hours-of-less-employed-parent', value })

const featured: Featured[] = [
  {
    key: 'familie-sommer',
    account: 'eltern1',
    consortium: east,
    home: { longitude: 7.1772, latitude: 51.2758 },
    guardians: [['Nina', 'Sommer (Demo)']],
    child: { givenName: 'Ben', familyName: 'Sommer (Demo)', birthDate: '2025-03-18' },
    companies: [clinic],
    kitas: ['10179', '10019', '10138', '10205'],
    answers: [hoursOfLessEmployed(38), { criterion: 'single-parent', value: 1 }, longDay],
  },
  {
    key: 'familie-winter',
    account: 'eltern2',
    consortium: east,
    home: { longitude: 7.2631, latitude: 51.2829 },
    guardians: [
      ['Carla', 'Winter (Demo)'],
      ['Jens', 'Winter (Demo)'],
    ],
    child: { givenName: 'Ella', familyName: 'Winter (Demo)', birthDate: '2025-06-02' },
    companies: [],
    kitas: ['10190', '10227', '10205'],
    answers: [hoursOfLessEmployed(0)],
  },
  {
    key: 'familie-aydin-berg',
    account: 'eltern3',
    consortium: east,
    home: { longitude: 7.2036, latitude: 51.2741 },
    guardians: [
      ['Deniz', 'Aydın (Demo)'],
      ['Hannah', 'Berg (Demo)'],
    ],
    child: { givenName: 'Mira', familyName: 'Aydın-Berg (Demo)', birthDate: '2024-12-11' },
    companies: [clinic, toolmaker],
    kitas: ['10138', '10227', '10019', '10188', '10179'],
    answers: [hoursOfLessEmployed(25), longDay],
  },
  {
    key: 'familie-lakatos',
    account: 'eltern4',
    consortium: west,
    home: { longitude: 7.1528, latitude: 51.2611 },
    guardians: [
      ['Judit', 'Lakatos (Demo)'],
      ['Robert', 'Lakatos (Demo)'],
    ],
    child: { givenName: 'Leon', familyName: 'Lakatos (Demo)', birthDate: '2025-01-27' },
    companies: [university],
    kitas: ['10047', '10180', '10030'],
    answers: [hoursOfLessEmployed(20), longDay],
  },
]

export const featuredFamilies = featured.map(({ key, account, guardians }) => ({
  key,
  account,
  name: guardians[0].join(' '),
}))

export function demoFeatured(seed: number): DemoFamilies {
  const random = randomFor(seed, 'featured')
  return {
    families: featured.map(({ key, account, home, guardians, child }): NetworkFamily => ({
      key,
      ...home,
      district: districtOf(home),
      guardians: guardians.map(([givenName, familyName], at) => ({
        givenName,
        familyName,
        ...(at === 0 && { account }),
      })),
      children: [{ key: `${key}-kind-1`, ...child }],
    })),
    requests: featured.map(({ key, consortium, guardians, companies, kitas, answers }): NetworkRequest => ({
      key: `anfrage-${key}-kind-1`,
      consortium,
      kitaYear,
      state: 'submitted',
      startMonth: yearStart,
      hours: 45,
      child: `${key}-kind-1`,
      ticket: random.ticket(),
      submittedAt: '2026-10-05T18:20:00.000Z',
      employments: companies.map((company, at) => ({
        company,
        guardian: at === 0 ? 1 : 2,
        employeeName: guardians[at].join(' '),
        employeeEmail: emailOf(guardians[at].join('.').replace(' (Demo)', '')),
        openedByCompany: false,
        confirmedAt: '2026-10-07T09:00:00.000Z',
      })),
      wishes: kitas.map((kita) => `${kitaKey(kita)}-u3-45-2027-08`),
      answers,
    })),
  }
}
