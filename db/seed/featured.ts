import type { NetworkFamily, NetworkRequest } from '../../src/domain/network.ts'
import { ageBandOf } from '../../src/domain/place-class.ts'
import type { SiblingChoice } from '../../src/domain/sibling-choice.ts'
import { clinic, toolmaker, university } from './companies.ts'
import type { DemoFamilies } from './families.ts'
import { emailOf } from './families.ts'
import { east, kitaKey, kitaYear, west, yearStart } from './kitas.ts'
import { districtOf, type Point } from './places.ts'
import { type Random, randomFor } from './random.ts'

/** A family that is worth looking at; its first guardian has an account, and the other one where it is named. */
type Featured = {
  key: string
  account: string
  otherAccount?: string
  consortium: string
  home: Point
  guardians: [givenName: string, familyName: string][]
  children: { givenName: string; familyName: string; birthDate: string }[]
  siblingChoice?: SiblingChoice
  /** Of the first and the second guardian. */
  companies: string[]
  /** Official numbers of Kitas, for each child in its age band, 45 hours, from August. */
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
    children: [{ givenName: 'Ben', familyName: 'Sommer (Demo)', birthDate: '2025-03-18' }],
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
    children: [{ givenName: 'Ella', familyName: 'Winter (Demo)', birthDate: '2025-06-02' }],
    companies: [],
    kitas: ['10190', '10227', '10205'],
    answers: [hoursOfLessEmployed(0)],
  },
  {
    key: 'familie-aydin-berg',
    account: 'eltern3',
    otherAccount: 'eltern3-berg',
    consortium: east,
    home: { longitude: 7.2036, latitude: 51.2741 },
    guardians: [
      ['Deniz', 'Aydın (Demo)'],
      ['Hannah', 'Berg (Demo)'],
    ],
    children: [{ givenName: 'Mira', familyName: 'Aydın-Berg (Demo)', birthDate: '2024-12-11' }],
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
    children: [{ givenName: 'Leon', familyName: 'Lakatos (Demo)', birthDate: '2025-01-27' }],
    companies: [university],
    kitas: ['10047', '10180', '10030'],
    answers: [hoursOfLessEmployed(20), longDay],
  },
  {
    key: 'familie-nowak',
    account: 'eltern5',
    consortium: east,
    home: { longitude: 7.2041, latitude: 51.2733 },
    guardians: [
      ['Ewa', 'Nowak (Demo)'],
      ['Marek', 'Nowak (Demo)'],
    ],
    children: [
      { givenName: 'Jan', familyName: 'Nowak (Demo)', birthDate: '2023-05-20' },
      { givenName: 'Lena', familyName: 'Nowak (Demo)', birthDate: '2025-02-08' },
    ],
    siblingChoice: 'together-or-nothing',
    companies: [clinic],
    kitas: ['10138', '10188', '10019'],
    answers: [hoursOfLessEmployed(30), longDay],
  },
  {
    key: 'familie-okafor',
    account: 'eltern6',
    consortium: west,
    home: { longitude: 7.1511, latitude: 51.2602 },
    guardians: [['Grace', 'Okafor (Demo)']],
    // Twins: two places of one kind.
    children: [
      { givenName: 'Daniel', familyName: 'Okafor (Demo)', birthDate: '2025-04-14' },
      { givenName: 'Esther', familyName: 'Okafor (Demo)', birthDate: '2025-04-14' },
    ],
    siblingChoice: 'together-or-split',
    companies: [university],
    kitas: ['10047', '10180', '10030'],
    answers: [hoursOfLessEmployed(38), { criterion: 'single-parent', value: 1 }, longDay],
  },
]

export const featuredFamilies = featured.map(({ key, account, guardians, children }) => ({
  key,
  account,
  name: guardians[0].join(' '),
  siblings: children.length > 1,
}))

export const otherGuardians = featured.flatMap(({ key, otherAccount, guardians }) =>
  otherAccount === undefined ? [] : [{ key, account: otherAccount, name: guardians[1].join(' ') }],
)

export function demoFeatured(seed: number): DemoFamilies {
  const random = randomFor(seed, 'featured')
  return {
    families: featured.map(
      ({ key, account, otherAccount, consortium, home, guardians, children, siblingChoice }): NetworkFamily => ({
        key,
        ...home,
        district: districtOf(home),
        guardians: guardians.map(([givenName, familyName], at) => ({
          givenName,
          familyName,
          ...(at === 0 && { account }),
          ...(at === 1 && otherAccount && { account: otherAccount }),
        })),
        children: children.map((child, at) => ({ key: `${key}-kind-${at + 1}`, ...child })),
        ...(siblingChoice && { siblingChoices: [{ consortium, kitaYear, choice: siblingChoice }] }),
      }),
    ),
    requests: featured.flatMap((family) =>
      family.children.map(({ birthDate }, at) => requestOf(family, `${family.key}-kind-${at + 1}`, birthDate, random)),
    ),
  }
}

function requestOf(family: Featured, child: string, birthDate: string, random: Random): NetworkRequest {
  const { consortium, guardians, companies, kitas, answers } = family
  const band = ageBandOf(birthDate, yearStart) === 'U3' ? 'u3' : 'ue3'
  return {
    key: `anfrage-${child}`,
    consortium,
    kitaYear,
    state: 'submitted',
    startMonth: yearStart,
    hours: 45,
    child,
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
    wishes: kitas.map((kita) => `${kitaKey(kita)}-${band}-45-2027-08`),
    answers,
  }
}
