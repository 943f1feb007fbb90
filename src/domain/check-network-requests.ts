import { kitaYearOf, monthOf } from './day.ts'
import { knownCriterion } from './known-criteria.ts'
import type { Network, NetworkRequest } from './network.ts'
import type { NetworkIndex } from './network-index.ts'
import { ageBandOf } from './place-class.ts'

/** Requests: one per child and Kita year, within one consortium, with wishes that fit the child. */
export function checkRequests(network: Network, index: NetworkIndex): void {
  for (const [at, request] of network.requests.entries()) {
    const path = `$.requests[${at}]`
    index.find('consortium', request.consortium, `${path}.consortium`)
    if (request.child !== undefined) index.once('a request', [request.child, request.kitaYear], path)
    if (request.ticket !== undefined) index.once('a ticket', [request.ticket], `${path}.ticket`)
    checkMoment(request, path, index)
    const birth = birthOf(request, path, index)
    checkEmployments(request, path, index)
    checkWishes(request, birth, path, index)
    for (const [nth, { criterion, kita }] of request.answers.entries()) {
      index.find('kita', kita, `${path}.answers[${nth}].kita`)
      index.once('an answer', [at, criterion, kita ?? null], `${path}.answers[${nth}]`)
      if (knownCriterion(criterion)?.kind === 'distance') {
        index.wrong(`${path}.answers[${nth}].criterion`, 'what a family can answer: distances are measured', criterion)
      }
    }
  }
}

/** What a family has chosen for its siblings: once for a round, and only where one of them asks for a place. */
export function checkSiblingChoices({ families, requests }: Network, { find, once, wrong }: NetworkIndex): void {
  const asked = new Set(requests.map(({ child, consortium, kitaYear }) => `${child} ${consortium} ${kitaYear}`))
  for (const [at, { children, siblingChoices = [] }] of families.entries()) {
    for (const [nth, { consortium, kitaYear }] of siblingChoices.entries()) {
      const path = `$.families[${at}].siblingChoices[${nth}]`
      find('consortium', consortium, `${path}.consortium`)
      once('a choice for siblings', [at, consortium, kitaYear], path)
      if (!children.some(({ key }) => asked.has(`${key} ${consortium} ${kitaYear}`))) {
        wrong(path, `a child who asks for a place in ${consortium} in the Kita year ${kitaYear}`, 'none')
      }
    }
  }
}

function checkMoment(
  { state, startMonth, kitaYear, submittedAt }: NetworkRequest,
  path: string,
  { wrong }: NetworkIndex,
) {
  if (kitaYearOf(startMonth) !== kitaYear)
    wrong(`${path}.startMonth`, `a month of the Kita year ${kitaYear}`, startMonth)
  if (state === 'submitted' && submittedAt === undefined) wrong(path, 'submittedAt, since it is submitted', 'none')
}

/** The day, or where only the month is known its first day. */
function birthOf(request: NetworkRequest, path: string, { find, wrong }: NetworkIndex): string | undefined {
  const { child, childBirthMonth, state } = request
  if (child === undefined) {
    if (childBirthMonth === undefined) wrong(path, 'a child, or at least childBirthMonth', 'neither')
    if (state === 'submitted') wrong(path, 'a child, since it is submitted', 'none')
    return childBirthMonth
  }
  const birth = find('child', child, `${path}.child`)?.birthDate
  if (birth !== undefined && childBirthMonth !== undefined && childBirthMonth !== monthOf(birth)) {
    wrong(`${path}.childBirthMonth`, monthOf(birth), childBirthMonth)
  }
  return birth
}

function checkEmployments(request: NetworkRequest, path: string, { find, once, wrong }: NetworkIndex): void {
  for (const [nth, { company, guardian }] of request.employments.entries()) {
    const here = `${path}.employments[${nth}]`
    const employer = find('company', company, `${here}.company`)
    if (employer && employer.consortium !== request.consortium) {
      wrong(`${here}.company`, `a company of the request's consortium`, `one of ${employer.consortium}`)
    }
    once('an employer of a request', [request.key, company], `${here}.company`)
    once('the employer of a guardian', [request.key, guardian], `${here}.guardian`)
  }
}

function checkWishes(request: NetworkRequest, birth: string | undefined, path: string, index: NetworkIndex): void {
  for (const [nth, wish] of request.wishes.entries()) {
    const here = `${path}.wishes[${nth}]`
    index.once('a wish', [request.key, wish], here)
    const placeClass = index.find('placeClass', wish, here)
    if (!placeClass) continue
    if (birth !== undefined && ageBandOf(birth, placeClass.startMonth) !== placeClass.ageBand) {
      index.wrong(here, `a place for a child born on ${birth}`, `${placeClass.ageBand} from ${placeClass.startMonth}`)
    }
    if (kitaYearOf(placeClass.startMonth) !== request.kitaYear) {
      index.wrong(here, `a place in the Kita year ${request.kitaYear}`, `one from ${placeClass.startMonth}`)
    }
    const kita = index.find('kita', placeClass.kita)
    if (kita && kita.consortium !== request.consortium) {
      index.wrong(here, `a place in the request's consortium`, `one of ${kita.consortium}`)
    }
  }
}
