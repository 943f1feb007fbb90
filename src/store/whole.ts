import { type Expression, type RawBuilder, sql } from 'kysely'
import { statesSeenWhole } from '../policy/visible.ts'
import type { Reader, VisibleField } from '../policy/visible-fields.ts'

/**
 * A column of a request, its child or its family for a query over `place_request`: null in every row in which the table of
 * visible fields does not show the field whole to the reader. What may not be seen is not fetched.
 *
 * @param onOwnQuota a condition of the query that tells where the place counts for the reader's own company
 */
export function whole<Value>(
  reader: Reader,
  field: VisibleField,
  column: string,
  onOwnQuota: Expression<unknown> = sql`1 = 0`,
): RawBuilder<Value | null> {
  const seen = statesSeenWhole(reader, field)
  const seenOnOwnQuota = statesSeenWhole(reader, field, { onOwnQuota: true })
  return sql<Value | null>`case when ${among(seen)} or (${onOwnQuota} and ${among(seenOnOwnQuota)}) then ${sql.ref(column)} end`
}

function among(states: ReturnType<typeof statesSeenWhole>): RawBuilder<unknown> {
  if (states === 'every') return sql`1 = 1`
  return states.length === 0 ? sql`1 = 0` : sql`place_request.state in (${sql.join(states)})`
}
