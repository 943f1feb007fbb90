import type { Insertable } from 'kysely'
import type { Db } from '../../src/store/db.ts'
import { hashToken } from '../../src/store/hash-token.ts'
import type { Schema } from '../../src/store/schema.ts'
import { withTotp } from './second-factor.ts'

/** An open round of one consortium: like `aRound`, before anything was frozen. */
export async function anOpenRound(db: Db, { seats = 1 } = {}) {
  const made = await aRound(db, { seats })
  for (const table of ['computation_reserve', 'computation_seat', 'computation'] as const)
    await db.deleteFrom(table).execute()
  await db.updateTable('round').set({ state: 'open' }).execute()
  await db.updateTable('points_catalogue').set({ catalogue: '{"version":"1","criteria":[]}' }).execute()
  // As a coordinator would: the second place of company A waits for another start month.
  await db.updateTable('quota_place').set({ place_class_id: null }).where('id', '=', 'quota-place-2').execute()
  for (const name of ['anna', 'ben', 'clara']) {
    await db.insertInto('family').values({ id: name, longitude: 7.2, latitude: 51.2, district: 'Barmen' }).execute()
    await db
      .insertInto('child')
      .values({ id: name, family_id: name, given_name: name, family_name: 'Test', birth_date: '2025-09-14' })
      .execute()
    await db.updateTable('place_request').set({ family_id: name, child_id: name }).where('id', '=', name).execute()
  }
  await db.deleteFrom('place_request').where('id', '=', 'without-wish').execute()
  return made
}

/**
 * A round of one consortium with one place class, of which company A holds two quota places (one free seat by default).
 * Anna and Clara belong to company A, Ben to none; all three wish for the place, the fourth child for nothing.
 */
export async function aRound(db: Db, { seats = 1 } = {}) {
  const kind = { age_band: 'U3', hours: 45 } as const
  await db.insertInto('consortium').values({ id: 'consortium-1', name: 'Verbund', region: 'Region' }).execute()
  await db.insertInto('provider').values({ id: 'provider-1', name: 'Träger', website: null }).execute()
  await db
    .insertInto('kita')
    .values({
      id: 'kita-1',
      consortium_id: 'consortium-1',
      provider_id: 'provider-1',
      name: 'Kita',
      street: 'Weg 1',
      city: 'Stadt',
      longitude: 7.2,
      latitude: 51.2,
      licensed_places: 20,
      source: 'test',
    })
    .execute()
  const placeClass: Insertable<Schema['place_class']> = {
    ...kind,
    id: 'place-class-1',
    kita_id: 'kita-1',
    start_month: '2027-08-01',
    vacancies: seats,
    version: 1,
  }
  await db.insertInto('place_class').values(placeClass).execute()
  await db
    .insertInto('company')
    .values({ id: 'company-a', consortium_id: 'consortium-1', name: 'A', kind: 'Klinik', employees: 100 })
    .execute()
  const quota: Insertable<Schema['quota']> = {
    ...kind,
    id: 'quota-1',
    company_id: 'company-a',
    kita_id: 'kita-1',
    places: 2,
    valid_from: '2026-08-01',
    valid_to: '2028-07-31',
    monthly_fee_cents: 25_000,
    version: 1,
  }
  await db.insertInto('quota').values(quota).execute()
  const quotaPlace = {
    ...kind,
    quota_id: 'quota-1',
    quota_places: 2,
    company_id: 'company-a',
    kita_id: 'kita-1',
    place_class_id: 'place-class-1',
  }
  for (const ordinal of [1, 2]) {
    await db
      .insertInto('quota_place')
      .values({ ...quotaPlace, id: `quota-place-${ordinal}`, ordinal })
      .execute()
  }

  for (const name of ['anna', 'ben', 'clara', 'without-wish']) {
    await db
      .insertInto('place_request')
      .values({
        id: name,
        consortium_id: 'consortium-1',
        kita_year: 2027,
        family_id: null,
        child_id: null,
        ticket: name,
        state: 'submitted',
        start_month: '2027-08-01',
        hours: 45,
        child_birth_month: '2025-09-01',
        submitted_at: '2026-11-01T08:00:00.000Z',
        version: 1,
      })
      .execute()
    if (name !== 'without-wish') {
      await db.insertInto('wish').values({ request_id: name, rank: 1, place_class_id: 'place-class-1' }).execute()
    }
    if (name === 'anna' || name === 'clara') {
      await db
        .insertInto('employment')
        .values({
          request_id: name,
          company_id: 'company-a',
          guardian: 1,
          employee_name: 'Test',
          employee_email: null,
          opened_by_company: 0,
          confirmed_at: '2026-11-01T08:00:00.000Z',
        })
        .execute()
    }
  }

  await db
    .insertInto('account')
    .values({ id: 'account-1', email: 'ko@example.org', display_name: 'KO', password_hash: '-', disabled_at: null })
    .execute()
  await db
    .insertInto('points_catalogue')
    .values({
      id: 'catalogue-1',
      consortium_id: 'consortium-1',
      version: '1',
      valid_from: '2026-08-01',
      valid_to: '2027-07-31',
      catalogue: '{}',
      hash: 'h',
    })
    .execute()
  await db
    .insertInto('round')
    .values({
      id: 'round-1',
      consortium_id: 'consortium-1',
      kita_year: 2027,
      name: 'Hauptvergabe',
      state: 'frozen',
      applications_until: '2026-11-30',
      catalogue_id: 'catalogue-1',
      version: 1,
    })
    .execute()
  await db
    .insertInto('computation')
    .values({
      id: 'computation-1',
      round_id: 'round-1',
      number: 1,
      state: 'running',
      requested_by: 'account-1',
      requested_at: '2026-12-01T08:00:00.000Z',
      finished_at: null,
      milliseconds: null,
      problem: '{}',
      problem_hash: 'h',
      outcome: null,
      outcome_hash: null,
      method: null,
      incident_number: null,
      incident_reason: null,
    })
    .execute()
  for (let seat = 1; seat <= seats; seat++) {
    await db
      .insertInto('computation_seat')
      .values({ computation_id: 'computation-1', place_class_id: 'place-class-1', seat_number: seat })
      .execute()
  }
  await db
    .insertInto('computation_reserve')
    .values({
      computation_id: 'computation-1',
      place_class_id: 'place-class-1',
      company_id: 'company-a',
      quota_place_id: 'quota-place-1',
      seat_number: 1,
    })
    .execute()

  const proposal = (
    request: string,
    traits: Partial<Insertable<Schema['proposal']>>,
  ): Insertable<Schema['proposal']> => ({
    computation_id: 'computation-1',
    request_id: request,
    place_class_id: 'place-class-1',
    seat_number: 1,
    company_id: null,
    quota_place_id: null,
    wish_rank: 1,
    ...traits,
  })
  return { placeClass, quota, quotaPlace, proposal }
}

/** Somebody who signs in with an address made of the id, and `aPassword`; staff with the code of `aTotpSecret` besides. */
export async function anAccount(
  db: Db,
  account: { id: string; role: Schema['account_role']['role']; subjects: string[]; passwordHash: string },
) {
  const { id, role, subjects, passwordHash } = account
  await db
    .insertInto('account')
    .values({
      id,
      email: `${id}@example.org`,
      display_name: `Konto ${id}`,
      password_hash: passwordHash,
      disabled_at: null,
    })
    .execute()
  for (const subject_id of subjects)
    await db.insertInto('account_role').values({ account_id: id, role, subject_id }).execute()
  if (role !== 'parent') await withTotp(db, id)
}

export const aPassword = 'ein langer Satz als Passwort'

/** What only a family, or only its own company, may read: none of it may stand on anybody else's page. */
export const canaries = {
  ticket: 'T1CKETANNA',
  childName: 'Kanarienkind',
  familyName: 'Kanarienfamilie',
  otherEmployee: 'Kanarienkollege',
  birthDate: '2025-09-14',
  wish: 'Wunschkita Kanaria',
}

/**
 * The open round of `anOpenRound` with three seats, beside another consortium with its own Kita and company. Anna's family
 * facts are canaries: her other parent works for company B, she has a sibling in Kita 1, and her first wish is another Kita.
 */
export async function twoConsortia(db: Db) {
  await anOpenRound(db, { seats: 3 })
  await db
    .insertInto('kita_group')
    .values({ id: 'group-1', kita_id: 'kita-1', name: 'Bären', form: 'II', places: 10 })
    .execute()
  await db.insertInto('consortium').values({ id: 'consortium-2', name: 'Anderer Verbund', region: 'Region' }).execute()
  const { id: _, ...kita } = await db
    .selectFrom('kita')
    .selectAll()
    .where('id', '=', 'kita-1')
    .executeTakeFirstOrThrow()
  const { id: __, ...placeClass } = await db.selectFrom('place_class').selectAll().executeTakeFirstOrThrow()
  await db
    .insertInto('kita')
    .values([
      { ...kita, id: 'kita-2', name: canaries.wish },
      { ...kita, id: 'kita-3', name: 'Kita drüben', consortium_id: 'consortium-2' },
    ])
    .execute()
  await db
    .insertInto('place_class')
    .values([
      { ...placeClass, id: 'place-class-2', kita_id: 'kita-2', vacancies: 0 },
      { ...placeClass, id: 'place-class-3', kita_id: 'kita-3', start_month: '2027-09-01', vacancies: 4 },
    ])
    .execute()
  await db
    .insertInto('company')
    .values([
      { id: 'company-b', consortium_id: 'consortium-1', name: 'Werk B', kind: 'Werk', employees: 9 },
      { id: 'company-c', consortium_id: 'consortium-2', name: 'Haus C', kind: 'Haus', employees: 9 },
    ])
    .execute()

  await db.updateTable('place_request').set({ ticket: canaries.ticket }).where('id', '=', 'anna').execute()
  await db
    .updateTable('child')
    .set({ given_name: canaries.childName, family_name: canaries.familyName })
    .where('id', '=', 'anna')
    .execute()
  await db.updateTable('employment').set({ employee_name: 'Änne Anders' }).where('request_id', '=', 'anna').execute()
  await db
    .insertInto('employment')
    .values([
      {
        request_id: 'anna',
        company_id: 'company-b',
        guardian: 2,
        employee_name: canaries.otherEmployee,
        employee_email: null,
        opened_by_company: 0,
        confirmed_at: '2026-11-01T08:00:00.000Z',
      },
      {
        request_id: 'ben',
        company_id: 'company-a',
        guardian: 1,
        employee_name: 'Nie Bestätigt',
        employee_email: null,
        opened_by_company: 0,
        confirmed_at: null,
      },
    ])
    .execute()
  await db.updateTable('wish').set({ rank: 2 }).where('request_id', '=', 'anna').execute()
  await db.insertInto('wish').values({ request_id: 'anna', rank: 1, place_class_id: 'place-class-2' }).execute()
  await db
    .insertInto('criterion_answer')
    .values({ request_id: 'anna', criterion: 'sibling-in-house', kita_id: 'kita-1', value: 1 })
    .execute()
}

/** An invitation, a registration, a reset and a new address whose links carry the same token, for whoever only looks at the pages. */
export async function linksWith(
  db: Db,
  token: string,
  of: { accountId: string; companyId: string; name: string; movingId?: string },
) {
  const { accountId, companyId, name, movingId = accountId } = of
  const [invitationId, codeId] = [`invitation-${name}`, `code-${name}`]
  const token_hash = hashToken(token)
  const [at, expires_at] = ['2026-12-01T08:00:00.000Z', '2027-12-01T08:00:00.000Z']
  await db
    .insertInto('invitation')
    .values({
      id: invitationId,
      token_hash,
      role: 'hr',
      subject_id: companyId,
      email: `eingeladen-${name}@example.org`,
      given_by: accountId,
      given_at: at,
      expires_at,
      accepted_at: null,
      accepted_by: null,
      revoked_at: null,
    })
    .execute()
  await db
    .insertInto('company_code')
    .values({
      id: codeId,
      company_id: companyId,
      code_hash: token_hash,
      label: 'Intranet',
      uses: 2,
      uses_left: 1,
      made_by: accountId,
      made_at: at,
      valid_until: expires_at,
      withdrawn_at: null,
    })
    .execute()
  await db
    .insertInto('registration')
    .values({
      id: `registration-${name}`,
      state: 'sent',
      code_id: codeId,
      email: `neu-${name}@example.org`,
      given_name: 'Neu',
      family_name: 'Hier',
      password_hash: '-',
      token_hash,
      asked_at: at,
      expires_at,
    })
    .execute()
  await db
    .insertInto('password_reset')
    .values({
      id: `reset-${name}`,
      state: 'sent',
      email: null,
      account_id: accountId,
      token_hash,
      asked_at: at,
      expires_at,
    })
    .execute()
  await db
    .insertInto('email_change')
    .values({
      id: `email-change-${name}`,
      account_id: movingId,
      state: 'sent',
      // Somebody else's: whoever sends the form changes nothing and stays signed in.
      email: `${accountId}@example.org`,
      token_hash,
      asked_at: at,
      expires_at,
    })
    .execute()
  return { token, invitationId, codeId }
}
