import { daysAfter } from '../../src/domain/day.ts'
import type { Network, NetworkFamily, NetworkPlaceClass, NetworkRequest } from '../../src/domain/network.ts'
import type { AgeBand, Hours } from '../../src/domain/place-class.ts'
import { type SiblingChoice, siblingChoices } from '../../src/domain/sibling-choice.ts'
import type { DemoCompanies } from './companies.ts'
import { type DemoKitas, east, kitaYear, west } from './kitas.ts'
import * as names from './names.ts'
import { homeNear, kilometres, type Point } from './places.ts'
import { type Random, randomFor } from './random.ts'

/** A child who applies, before it has wishes. */
type Applicant = { ageBand: AgeBand; hours: Hours; startMonth: string; companies: string[]; home: Point }

type Market = {
  consortium: string
  kitas: DemoKitas['kitas']
  placeClasses: NetworkPlaceClass[]
  /** `company place class` → places that the company has assigned there. */
  reserved: Map<string, number>
  companies: { key: string; reserved: number }[]
}

export type DemoFamilies = Pick<Network, 'families' | 'requests'>

const numbers = [
  { consortium: east, families: 297, withTwo: 8 },
  { consortium: west, families: 107, withTwo: 3 },
]

/** Some 400 families around the Kitas; beside them stand those of `featured.ts`. */
export function demoFamilies(seed: number, kitas: DemoKitas, companies: DemoCompanies): DemoFamilies {
  const random = randomFor(seed, 'families')
  const made = numbers.flatMap(({ consortium, families, withTwo }) => {
    const market = marketOf(consortium, kitas, companies)
    return Array.from({ length: families }, (_, at) => {
      const number = String(at + 1).padStart(3, '0')
      // Each of the three choices in turn.
      const choice = at < withTwo ? siblingChoices[at % siblingChoices.length] : undefined
      return demoFamily(`familie-${consortium.slice('verbund-'.length)}-${number}`, market, choice, random)
    })
  })
  return { families: made.map(({ family }) => family), requests: made.flatMap(({ requests }) => requests) }
}

function marketOf(
  consortium: string,
  { kitas, placeClasses }: DemoKitas,
  { companies, quotas }: DemoCompanies,
): Market {
  const here = kitas.filter((kita) => kita.consortium === consortium)
  const reserved = new Map<string, number>()
  for (const { company, assigned } of quotas) {
    for (const { placeClass } of assigned) {
      const pair = `${company} ${placeClass}`
      reserved.set(pair, (reserved.get(pair) ?? 0) + 1)
    }
  }
  return {
    consortium,
    kitas: here,
    placeClasses: placeClasses.filter(({ kita }) => here.some(({ key }) => key === kita)),
    reserved,
    companies: companies
      .filter((company) => company.consortium === consortium)
      .map(({ key }) => ({
        key,
        reserved: quotas
          .filter(({ company }) => company === key)
          .reduce((sum, { assigned }) => sum + assigned.length, 0),
      })),
  }
}

/** With a choice for siblings: two children, one under three and one older. */
function demoFamily(key: string, market: Market, siblingChoice: SiblingChoice | undefined, random: Random) {
  const home = homeNear(
    random.weighted(market.kitas, ({ licensedPlaces }) => licensedPlaces),
    random,
  )
  const employers = random.weighted([0, 1, 2], (count) => [15, 70, 15][count])
  const singleParent = employers < 2 && random.chance(0.14)
  const companies = employersOf(employers, market, random)
  const familyName = random.pick(names.families)
  const guardians = Array.from({ length: singleParent ? 1 : 2 }, (_, at) => ({
    givenName: random.pick(names.adults),
    familyName: at === 1 && random.chance(0.25) ? random.pick(names.families) : familyName,
  }))
  const family: NetworkFamily = {
    key,
    ...home,
    guardians,
    children: [],
    ...(siblingChoice && {
      siblingChoices: [{ consortium: market.consortium, kitaYear, choice: siblingChoice }],
    }),
  }

  const bands: AgeBand[] = siblingChoice ? ['U3', 'Ü3'] : [random.weighted(market.placeClasses, vacanciesOf).ageBand]
  const requests = bands.map((ageBand): NetworkRequest => {
    const ofBand = market.placeClasses.filter((placeClass) => placeClass.ageBand === ageBand)
    const { hours, startMonth } = random.weighted(ofBand, vacanciesOf)
    const child = `${key}-kind-${family.children.length + 1}`
    family.children.push({
      key: child,
      givenName: random.pick(names.children),
      familyName,
      birthDate: birthOf(ageBand, random),
    })
    const wishes = wishesOf({ ageBand, hours, startMonth, companies, home }, market, random)
    const submitted = random.between(0, 80)
    return {
      key: `anfrage-${child}`,
      consortium: market.consortium,
      kitaYear,
      state: 'submitted',
      startMonth,
      hours,
      child,
      ticket: random.ticket(),
      submittedAt: instantOn(submitted, random),
      employments: companies.map((company, at) => {
        const { givenName, familyName: ownName } = guardians[at]
        // The last ones have not been looked at yet.
        const confirmed = random.chance(0.96) && submitted < 79
        return {
          company,
          guardian: at === 0 ? 1 : 2,
          employeeName: `${givenName} ${ownName}`,
          employeeEmail: emailOf(`${givenName}.${ownName}`),
          openedByCompany: at === 0 && random.chance(0.25),
          ...(confirmed && { confirmedAt: instantOn(submitted + random.between(1, 4), random) }),
        }
      }),
      wishes: wishes.map((wish) => wish.key),
      answers: answersOf(hours, singleParent, employers, wishes[0].kita, random),
    }
  })
  return { family, requests }
}

function employersOf(count: number, { companies }: Market, random: Random): string[] {
  const chosen: string[] = []
  while (chosen.length < count) {
    chosen.push(random.weighted(companies, ({ key, reserved }) => (chosen.includes(key) ? 0 : reserved)).key)
  }
  return chosen
}

/** A child's band is decided by its age on 1 November of the Kita year. */
function birthOf(ageBand: AgeBand, random: Random): string {
  if (ageBand === 'U3') {
    // Most are two by the summer, some one, a few still babies.
    const months = random.weighted([0, 1, 2], (age) => [60, 32, 8][age])
    const [from, days] = [
      ['2024-11-02', 300],
      ['2025-09-01', 270],
      ['2026-06-01', 60],
    ][months] as [string, number]
    return daysAfter(from, random.between(0, days))
  }
  return random.chance(0.7)
    ? daysAfter('2023-11-01', random.between(0, 360))
    : daysAfter('2021-11-01', random.between(0, 725))
}

/** Near ones first, rather where the own company holds places, rather where something is vacant; 3 to 6 of them. */
function wishesOf(applicant: Applicant, market: Market, random: Random): NetworkPlaceClass[] {
  const possible = market.placeClasses.filter(({ ageBand }) => ageBand === applicant.ageBand)
  const weightOf = (placeClass: NetworkPlaceClass) => {
    const kita = market.kitas.find(({ key }) => key === placeClass.kita)
    const distance = kita ? kilometres(applicant.home, kita) : 9
    const own = applicant.companies.some((company) => market.reserved.has(`${company} ${placeClass.key}`))
    const vacant = placeClass.vacancies === 0 ? 0.15 : 0.5 + Math.sqrt(placeClass.vacancies)
    const start = placeClass.startMonth === applicant.startMonth ? 1 : 0.15
    const hours = placeClass.hours === applicant.hours ? 1 : 0.05
    return Math.exp(-distance / 1.3) * (own ? 3 : 1) * vacant * start * hours
  }
  const wishes: NetworkPlaceClass[] = []
  const count = Math.min(random.between(3, 6), possible.length)
  while (wishes.length < count) {
    wishes.push(random.weighted(possible, (one) => (wishes.includes(one) ? 0 : weightOf(one))))
  }
  return wishes
}

function answersOf(hours: Hours, singleParent: boolean, employers: number, nearest: string, random: Random) {
  const working = employers === 2 || singleParent ? [20, 25, 30, 35, 38, 40] : [0, 0, 10, 15, 19, 20, 25, 30, 39]
  const flag = (criterion: string, holds: boolean) => (holds ? [{ criterion, value: 1 }] : [])
  return [
    { criterion: 'hours-of-less-employed-parent', value: random.pick(working) },
    ...flag('single-parent', singleParent),
    ...flag('hardship', random.chance(0.03)),
    ...(random.chance(0.16) ? [{ criterion: 'sibling-in-house', kita: nearest, value: 1 }] : []),
    ...flag('needs-45-hours', hours === 45 && random.chance(0.6)),
  ]
}

function vacanciesOf({ vacancies }: NetworkPlaceClass): number {
  return vacancies
}

/** Days after 1 September 2026, some time between breakfast and bedtime. */
export function instantOn(day: number, random: Random): string {
  const time = [random.between(5, 20), random.between(0, 59)].map((part) => String(part).padStart(2, '0')).join(':')
  return `${daysAfter('2026-09-01', day)}T${time}:00.000Z`
}

/** Letters that an address can do without their marks. */
export function emailOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ı', 'i')
    .normalize('NFD')
    .replaceAll(/[^a-z.-]/g, '')
  return `${plain}@example.org`
}
