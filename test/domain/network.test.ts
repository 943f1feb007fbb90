import { describe, expect, test } from 'vitest'
import { demoAccounts, demoNetwork } from '../../db/seed/demo-network.ts'
import { groupsOf } from '../../db/seed/kitas.ts'
import { allocationProblemOf, computeAllocation, type RoundInput } from '../../src/domain/allocation-problem.ts'
import { checkNetwork } from '../../src/domain/check-network.ts'
import { metresBetween } from '../../src/domain/distance.ts'
import type { Network, NetworkPlaceClass } from '../../src/domain/network.ts'
import { ageBandOf } from '../../src/domain/place-class.ts'
import { siblingChoices } from '../../src/domain/sibling-choice.ts'

const network = demoNetwork(2027)
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

describe('the demo network', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(demoNetwork(2027)).toEqual(network)
    expect(demoNetwork(2028).families).not.toEqual(network.families)
  })

  test.each([2027, 1, 2, 3])('is sound: seed %i', (seed) => {
    expect(checkNetwork(demoNetwork(seed))).toEqual([])
  })

  test('has twelve real Kitas with their attribution, whose groups add up to the licensed places', () => {
    expect(network.kitas).toHaveLength(12)
    for (const { licensedPlaces, groups, source } of network.kitas) {
      expect(source).toContain('Offene Daten Wuppertal, Kindertageseinrichtungen Wuppertal, CC BY 4.0')
      expect(sum(groups.map(({ places }) => places))).toBe(licensedPlaces)
    }
  })

  test('never has more children in a Kita than places, today and with all vacancies given away', () => {
    for (const kita of network.kitas) {
      const on = (day: string) =>
        network.placements.filter((one) => one.kita === kita.key && one.validFrom <= day && one.validTo >= day).length
      const vacancies = sum(classesOf(kita.key).map((placeClass) => placeClass.vacancies))

      expect(on('2026-11-24')).toBeLessThanOrEqual(kita.licensedPlaces)
      expect(on('2028-03-01') + vacancies).toBeLessThanOrEqual(kita.licensedPlaces)
    }
  })

  test('reserves 60 to 70 of 100 vacancies, and never more than there are', () => {
    const reserved = network.quotas.flatMap(({ assigned }) => assigned)
    for (const { key, vacancies } of network.placeClasses) {
      expect(reserved.filter(({ placeClass }) => placeClass === key).length).toBeLessThanOrEqual(vacancies)
    }
    const share = reserved.length / sum(network.placeClasses.map(({ vacancies }) => vacancies))
    expect(share).toBeGreaterThan(0.6)
    expect(share).toBeLessThan(0.7)
  })

  test('wishes only for what fits the child', () => {
    const births = new Map(network.families.flatMap(({ children }) => children.map((one) => [one.key, one.birthDate])))
    const classes = new Map(network.placeClasses.map((one) => [one.key, one]))
    for (const { child, wishes } of network.requests) {
      expect(wishes.length).toBeGreaterThanOrEqual(3)
      for (const wish of wishes) {
        const { ageBand, startMonth } = classes.get(wish) as NetworkPlaceClass
        expect(ageBandOf(births.get(child ?? '') ?? '', startMonth)).toBe(ageBand)
      }
    }
  })

  test('marks invented organisations and accounts, and reaches nobody', async () => {
    for (const { name } of [...network.providers, ...network.companies]) expect(name).toMatch(/ \(Demo\)$/)
    for (const { displayName, email } of network.accounts) {
      expect(displayName).toMatch(/ \(Demo\)$/)
      expect(email).toMatch(/@demo\.example$/)
    }
    for (const { phone, email, url } of network.services) {
      expect(phone).toMatch(/^030 23125 \d{3}$/)
      expect(`${email} ${url ?? ''}`).toMatch(/^[a-z-]+@example\.org (https:\/\/example\.org\/\S+)?$/)
    }
    expect(demoAccounts).toHaveLength(network.accounts.length)
  })

  test.each(network.consortia.map(({ key }) => key))('gives a round worth looking at: %s', async (consortium) => {
    const input = roundOf(network, consortium)
    const problem = allocationProblemOf(input)
    if (!problem.ok) throw new Error(JSON.stringify(problem.refusal))

    const computed = await computeAllocation(problem.value)

    if (!computed.ok) throw new Error(computed.refusal.violations.join('\n'))
    const { assignments, unplaced, programs } = computed.value.outcome
    const used = sum(programs.flatMap(({ reserves }) => Object.values(reserves).map((reserve) => reserve.used)))
    expect(assignments.length / input.requests.length).toBeGreaterThan(0.55)
    expect(unplaced.length / input.requests.length).toBeGreaterThan(0.15)
    expect(used / input.quotaPlaces.length).toBeGreaterThan(0.6)
  })

  test('has siblings of every choice in both consortia, for whom the main round needs the exact step', async () => {
    const chosen = network.families.flatMap(({ siblingChoices: made = [] }) => made)
    const each = network.consortia.flatMap(({ key }) => siblingChoices.map((choice) => `${key} ${choice}`))
    expect(new Set(chosen.map(({ consortium, choice }) => `${consortium} ${choice}`))).toEqual(new Set(each))

    const problem = allocationProblemOf(roundOf(network, 'verbund-ost'))
    const computed = problem.ok && (await computeAllocation(problem.value))
    if (!computed || !computed.ok) throw new Error('the round is sound')
    const { method, methodDetail, assignments } = computed.value.outcome

    expect({ method, ...methodDetail }).toMatchObject({ method: 'family-exact', optimal: true })
    const ofNowaks = new Set(
      network.requests.filter(({ child }) => child?.startsWith('familie-nowak-')).map(({ ticket }) => ticket),
    )
    const places = assignments.filter(({ child }) => ofNowaks.has(child)).map(({ program }) => program)
    expect(places).toHaveLength(2)
    expect(new Set(places.map((place) => place.slice(0, 'kita-00000'.length))).size).toBe(1)
  })

  test('has a family that will get its first wish and one that will get none', async () => {
    const problem = allocationProblemOf(roundOf(network, 'verbund-ost'))
    const computed = problem.ok && (await computeAllocation(problem.value))
    const assignments = computed && computed.ok ? computed.value.outcome.assignments : []
    const placeOf = (family: string) => assignments.find(({ child }) => child === ticketOf(family))

    expect(placeOf('familie-sommer')).toMatchObject({ countsFor: 'klinik-tannenkopf' })
    expect(placeOf('familie-aydin-berg')).toBeDefined()
    expect(placeOf('familie-winter')).toBeUndefined()
  })
})

describe('groups of a Kita', () => {
  test.each([30, 48, 50, 53, 73, 80, 83, 115, 135, 170])('of %i places keep to the sizes of their forms', (places) => {
    const largest = { I: 20, II: 10, III: 25 }
    const groups = groupsOf(places)

    expect(sum(groups.map((group) => group.places))).toBe(places)
    for (const group of groups) expect(group.places).toBeLessThanOrEqual(largest[group.form])
    expect(new Set(groups.map(({ name }) => name)).size).toBe(groups.length)
  })
})

describe('a network with a mistake', () => {
  const choice = (consortium: string) => ({ consortium, kitaYear: 2027, choice: 'together-or-split' }) as const
  type Spoil = (copy: Network) => unknown
  const mistakes: [string, string, Spoil][] = [
    ['a Kita of an unknown consortium', '$.kitas[2].consortium', (n) => (n.kitas[2].consortium = 'nowhere')],
    ['a Kita where a company belongs', '$.quotas[0].company', (n) => (n.quotas[0].company = n.kitas[0].key)],
    ['two things with one key', '$.companies[1].key', (n) => (n.companies[1].key = n.companies[0].key)],
    ['two Kita groups of one name', '$.kitas[0].groups[1].name', (n) => (n.kitas[0].groups[1].name = 'Igel')],
    ['an unknown place class as a wish', '$.requests[5].wishes[1]', (n) => (n.requests[5].wishes[1] = 'none')],
    ['a wish twice', '$.requests[5].wishes[1]', (n) => (n.requests[5].wishes[1] = n.requests[5].wishes[0])],
    [
      'a wish for another age',
      '$.requests[0].wishes[0]',
      (n) => (n.requests[0].wishes[0] = 'kita-10138-ue3-45-2027-08'),
    ],
    [
      'a wish in the other consortium',
      '$.requests[0].wishes[0]',
      (n) => (n.requests[0].wishes[0] = 'kita-10047-u3-45-2027-08'),
    ],
    [
      'an employer of the other consortium',
      '$.requests[0].employments[0].company',
      (n) => (n.requests[0].employments[0].company = 'hochschule-brueckental'),
    ],
    [
      'an e-mail address twice',
      '$.accounts[1].email',
      (n) => (n.accounts[1].email = n.accounts[0].email.toUpperCase()),
    ],
    ['a role for the wrong kind', '$.accounts[0].roles[0].of', (n) => (n.accounts[0].roles[0].of = n.companies[0].key)],
    ['a ticket twice', '$.requests[1].ticket', (n) => (n.requests[1].ticket = n.requests[0].ticket)],
    ['a child that applies twice', '$.requests[1]', (n) => (n.requests[1].child = n.requests[0].child)],
    ['a start outside the Kita year', '$.requests[0].startMonth', (n) => (n.requests[0].startMonth = '2028-08-01')],
    ['a contract that ends before it begins', '$.quotas[0].validTo', (n) => (n.quotas[0].validTo = '2020-01-01')],
    ['overlapping contracts', '$.quotas[109]', (n) => n.quotas.push({ ...n.quotas[0], key: 'again', assigned: [] })],
    ['more reserved than vacant', '$.placeClasses[0].vacancies', (n) => (n.placeClasses[0].vacancies = 1)],
    [
      'a place that the contract does not have',
      '$.quotas[0].assigned[0].ordinal',
      (n) => (n.quotas[0].assigned[0].ordinal = 99),
    ],
    [
      'a place assigned while a child holds it',
      '$.placements[0].validTo',
      (n) => (n.placements[0].validTo = '2028-07-31'),
    ],
    ['an unknown catalogue', '$.rounds[0].catalogue', (n) => (n.rounds[0].catalogue = 'none')],
    [
      'a catalogue of the other consortium',
      '$.rounds[0].catalogue',
      (n) => (n.rounds[0].catalogue = n.rounds[1].catalogue),
    ],
    [
      'a criterion that nobody is asked for',
      '$.catalogues[0].criteria[1].id',
      (n) => (n.catalogues[0].criteria[1].id = 'company-tenure'),
    ],
    [
      'points on top by a Kita of the other consortium',
      '$.catalogues[0].criteria[1].additions[0].kita',
      (n) => (n.catalogues[0].criteria[1].additions = [{ kita: kitaOf(n, 'verbund-west'), points: 1 }]),
    ],
    [
      'a catalogue that ends before it begins',
      '$.catalogues[1].validTo',
      (n) => (n.catalogues[1].validTo = '2026-07-31'),
    ],
    [
      'a distance that somebody typed',
      '$.requests[0].answers[0].criterion',
      (n) => (n.requests[0].answers[0].criterion = 'distance-to-kita'),
    ],
    [
      'a choice for siblings twice',
      '$.families[0].siblingChoices[1]',
      (n) => (n.families[0].siblingChoices = [choice('verbund-ost'), choice('verbund-ost')]),
    ],
    [
      'a choice for siblings where no child of the family asks for a place',
      '$.families[0].siblingChoices[0]',
      (n) => (n.families[0].siblingChoices = [choice('verbund-west')]),
    ],
    [
      'a choice for siblings in an unknown consortium',
      '$.families[0].siblingChoices[0].consortium',
      (n) => (n.families[0].siblingChoices = [choice('nowhere')]),
    ],
    ['an unknown location', '$.services[0].at[0].location', (n) => (n.services[0].at[0].location = 'none')],
  ]

  test.each(mistakes)('%s is told at %s', (_, path, spoil) => {
    const copy = structuredClone(network)
    spoil(copy)

    expect(checkNetwork(copy).map((error) => error.path)).toContain(path)
  })

  test('is told in words', () => {
    const copy = structuredClone(network)
    copy.kitas[2].provider = 'nobody'

    expect(checkNetwork(copy)).toEqual([
      { path: '$.kitas[2].provider', expected: 'the key of one of $.providers', found: '"nobody", which nothing has' },
    ])
  })
})

function kitaOf({ kitas }: Network, consortium: string): string {
  return kitas.find((kita) => kita.consortium === consortium)?.key ?? ''
}

function classesOf(kita: string) {
  return network.placeClasses.filter((placeClass) => placeClass.kita === kita)
}

function ticketOf(family: string) {
  return network.requests.find(({ child }) => child === `${family}-kind-1`)?.ticket
}

/** As the freeze will find it: confirmed employers only. */
function roundOf({ kitas, placeClasses, quotas, families, requests, catalogues }: Network, consortium: string) {
  const here = new Set(kitas.filter((kita) => kita.consortium === consortium).map(({ key }) => key))
  const births = new Map(families.flatMap(({ children }) => children.map((one) => [one.key, one.birthDate])))
  const homes = new Map(families.flatMap((family) => family.children.map((one) => [one.key, family])))
  const [catalogue] = catalogues.filter((one) => one.consortium === consortium)
  const input: RoundInput = {
    placeClasses: placeClasses
      .filter(({ kita }) => here.has(kita))
      .map(({ key, kita, ...rest }) => ({ ...rest, id: key, kitaId: kita, version: 1 })),
    quotaPlaces: quotas
      .filter(({ kita }) => here.has(kita))
      .flatMap(({ key, company, assigned }) =>
        assigned.map(({ ordinal, placeClass }) => ({
          id: `${key} ${ordinal}`,
          companyId: company,
          placeClassId: placeClass,
        })),
      ),
    requests: requests
      .filter((request) => request.consortium === consortium)
      .map(({ ticket, child, employments, wishes, answers }) => ({
        ticket: ticket ?? '',
        birth: births.get(child ?? '') ?? '',
        companies: employments.filter(({ confirmedAt }) => confirmedAt !== undefined).map(({ company }) => company),
        wishes,
        answers: answers.map(({ criterion, kita, value }) => ({ criterion, kitaId: kita ?? null, value })),
        wishedKitas: kitas
          .filter(({ key }) => wishes.some((wish) => placeClasses.some((one) => one.key === wish && one.kita === key)))
          .map((kita) => ({ kitaId: kita.key, metres: metresBetween(homes.get(child ?? '') ?? kita, kita) })),
      })),
    siblings: families.map(({ children, siblingChoices: [chosen] = [] }) => ({
      choice: chosen?.choice ?? 'independent',
      tickets: requests
        .filter((request) => request.consortium === consortium && children.some(({ key }) => key === request.child))
        .map(({ ticket }) => ticket ?? ''),
    })),
    catalogue,
  }
  return input
}
