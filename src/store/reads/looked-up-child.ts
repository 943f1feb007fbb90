import type { Day } from '../../domain/day.ts'
import { visible } from '../../policy/visible.ts'
import type { Reader } from '../../policy/visible-fields.ts'
import type { Db, Trx } from '../db.ts'
import { whole } from '../whole.ts'

/** Who belongs to a ticket; of it only what the table shows the reader. */
export type LookedUpChild = {
  childName: string | null
  birthDate: Day | null
  district: string | null
  guardians: string[]
  employers: string[]
}

type Ticket = { consortiumId: string; kitaYear: number; ticket: string }

/** Whether a ticket stands in a frozen round: before the freeze there is nothing to look up. */
export async function isFrozenTicket(db: Db | Trx, reader: Reader, ticket: Ticket): Promise<boolean> {
  const row = await requestOf(db, ticket).select('place_request.state').executeTakeFirst()
  return row !== undefined && visible(reader, 'ticket-and-lot', row) === 'all'
}

export async function findLookedUpChild(db: Db, reader: Reader, ticket: Ticket): Promise<LookedUpChild | undefined> {
  const row = await requestOf(db, ticket)
    .innerJoin('child', 'child.id', 'place_request.child_id')
    .innerJoin('family', 'family.id', 'place_request.family_id')
    .select([
      'place_request.id',
      'place_request.state',
      'family.id as familyId',
      'family.district',
      whole<string>(reader, 'child-name', 'child.given_name').as('givenName'),
      whole<string>(reader, 'child-name', 'child.family_name').as('familyName'),
      whole<Day>(reader, 'birth-date', 'child.birth_date').as('birthDate'),
    ])
    .executeTakeFirst()
  if (!row) return undefined
  const guardians =
    visible(reader, 'guardian-contact', row) === 'all'
      ? await db
          .selectFrom('guardian')
          .select(['given_name', 'family_name'])
          .where('family_id', '=', row.familyId)
          .orderBy('number')
          .execute()
      : []
  const employers = await db
    .selectFrom('employment')
    .innerJoin('place_request', 'place_request.id', 'employment.request_id')
    .innerJoin('company', 'company.id', 'employment.company_id')
    .select(whole<string>(reader, 'employer', 'company.name').as('name'))
    .where('employment.request_id', '=', row.id)
    .orderBy('guardian')
    .execute()
  return {
    childName: row.givenName === null ? null : `${row.givenName} ${row.familyName}`,
    birthDate: row.birthDate,
    district: visible(reader, 'address', row) === 'distance-and-district' ? row.district : null,
    guardians: guardians.map(({ given_name, family_name }) => `${given_name} ${family_name}`),
    employers: employers.flatMap(({ name }) => (name === null ? [] : [name])),
  }
}

function requestOf(db: Db | Trx, { consortiumId, kitaYear, ticket }: Ticket) {
  return db
    .selectFrom('place_request')
    .where('consortium_id', '=', consortiumId)
    .where('kita_year', '=', kitaYear)
    .where('ticket', '=', ticket)
}
