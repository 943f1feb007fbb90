import { monthOf } from '../../domain/day.ts'
import type { Network, NetworkRequest } from '../../domain/network.ts'
import { normalisedEmail } from '../accounts.ts'
import { totpFactorRow } from '../totp-factors.ts'
import type { Naming, Rows } from './naming.ts'

export function accountRows({ accounts }: Network, naming: Naming): Rows {
  return {
    account: accounts.map(({ key, email, displayName }) => ({
      id: naming.idOf(key),
      email: normalisedEmail(email),
      display_name: displayName,
      password_hash: passwordHashOf(key, naming),
      disabled_at: null,
    })),
    account_role: accounts.flatMap(({ key, roles }) =>
      roles.map(({ role, of }) => ({ account_id: naming.idOf(key), role, subject_id: naming.idOf(of) })),
    ),
    totp_factor: accounts.flatMap(({ key, totpSecret: secret }) => {
      const factor = { accountId: naming.idOf(key), madeAt: naming.at, lastStep: 0 }
      return secret === undefined ? [] : [totpFactorRow(naming.keyring, { ...factor, secret })]
    }),
  }
}

function passwordHashOf(account: string, naming: Naming): string {
  const hash = naming.passwordHashes.get(account)
  if (hash === undefined) throw new Error(`no password hash for ${account}`)
  return hash
}

export function familyRows({ families }: Network, naming: Naming): Rows {
  return {
    family: families.map(({ key, longitude, latitude, district }) => ({
      id: naming.idOf(key),
      longitude,
      latitude,
      district,
    })),
    guardian: families.flatMap(({ key, guardians }) =>
      guardians.map(({ givenName, familyName, account }, at) => ({
        id: naming.newId(),
        family_id: naming.idOf(key),
        account_id: naming.maybeIdOf(account),
        given_name: givenName,
        family_name: familyName,
        number: at + 1,
      })),
    ),
    child: families.flatMap(({ key, children }) =>
      children.map((child) => ({
        id: naming.idOf(child.key),
        family_id: naming.idOf(key),
        given_name: child.givenName,
        family_name: child.familyName,
        birth_date: child.birthDate,
      })),
    ),
    sibling_choice: families.flatMap(({ key, siblingChoices = [] }) =>
      siblingChoices.map(({ consortium, kitaYear, choice }) => ({
        family_id: naming.idOf(key),
        consortium_id: naming.idOf(consortium),
        kita_year: kitaYear,
        choice,
        version: 1,
      })),
    ),
  }
}

export function requestRows({ families, requests }: Network, naming: Naming): Rows {
  const children = new Map(
    families.flatMap((family) => family.children.map((child) => [child.key, { family: family.key, ...child }])),
  )
  const requestRow = (request: NetworkRequest) => {
    const child = request.child === undefined ? undefined : children.get(request.child)
    const birthMonth = child ? monthOf(child.birthDate) : request.childBirthMonth
    if (birthMonth === undefined) throw new Error(`${request.key} has neither child nor month of birth`)
    return {
      id: naming.idOf(request.key),
      consortium_id: naming.idOf(request.consortium),
      kita_year: request.kitaYear,
      family_id: naming.maybeIdOf(child?.family),
      child_id: naming.maybeIdOf(child?.key),
      ticket: request.ticket ?? (request.state === 'submitted' ? naming.newTicket() : null),
      state: request.state,
      start_month: request.startMonth,
      hours: request.hours,
      child_birth_month: birthMonth,
      submitted_at: request.submittedAt ?? null,
      version: 1,
    }
  }
  return {
    place_request: requests.map(requestRow),
    employment: requests.flatMap(({ key, employments }) =>
      employments.map((employment) => ({
        request_id: naming.idOf(key),
        company_id: naming.idOf(employment.company),
        guardian: employment.guardian,
        employee_name: employment.employeeName,
        employee_email: employment.employeeEmail ?? null,
        opened_by_company: employment.openedByCompany ? 1 : 0,
        confirmed_at: employment.confirmedAt ?? null,
      })),
    ),
    employer: employerRows({ families, requests }, naming),
    wish: requests.flatMap(({ key, wishes }) =>
      wishes.map((wish, at) => ({
        request_id: naming.idOf(key),
        rank: at + 1,
        place_class_id: naming.idOf(wish),
      })),
    ),
    criterion_answer: requests.flatMap(({ key, answers }) =>
      answers.map(({ criterion, kita, value }) => ({
        request_id: naming.idOf(key),
        criterion,
        kita_id: naming.maybeIdOf(kita),
        value,
      })),
    ),
  }
}

/** Whom the parents who can sign in work for, as their requests name it: each company once, confirmed where one of them is. */
function employerRows(
  { families, requests }: Pick<Network, 'families' | 'requests'>,
  naming: Naming,
): Rows['employer'] {
  const guardians = new Map(
    families.flatMap((family) => family.children.map((child) => [child.key, family.guardians] as const)),
  )
  const rows = new Map<string, NonNullable<Rows['employer']>[number]>()
  for (const { child, employments, submittedAt } of requests) {
    for (const { company, guardian, openedByCompany, confirmedAt = null } of employments) {
      const account = guardians.get(child ?? '')?.[guardian - 1]?.account
      if (account === undefined) continue
      const before = rows.get(`${account} ${company}`)
      rows.set(`${account} ${company}`, {
        account_id: naming.idOf(account),
        company_id: naming.idOf(company),
        told_at: submittedAt ?? naming.at,
        came_by: openedByCompany ? 'invitation' : 'code',
        denied_at: null,
        version: 1,
        ...before,
        confirmed_at: before?.confirmed_at ?? confirmedAt,
      })
    }
  }
  return [...rows.values()]
}
