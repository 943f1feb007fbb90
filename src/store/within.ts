import { type Expression, sql, type SqlBool } from 'kysely'
import type { Scope } from '../policy/scope.ts'

/** The columns, as `table.column`, that say to whom a row belongs. */
type Owners = Partial<Record<'account' | 'family' | 'company' | 'kita' | 'provider' | 'consortium', string>>

/**
 * A scope as a condition of the query itself, so that a list never fetches what it must not show. A scope for which the
 * query names no column gives nothing.
 */
export function within(scope: Scope, owners: Owners): Expression<SqlBool> {
  switch (scope.kind) {
    case 'everywhere':
      return sql<SqlBool>`1 = 1`
    case 'nowhere':
      return sql<SqlBool>`1 = 0`
    case 'account':
    case 'family':
    case 'company':
    case 'kita':
    case 'provider':
    case 'consortium': {
      const column = owners[scope.kind]
      if (!column || scope.ids.length === 0) return sql<SqlBool>`1 = 0`
      return sql<SqlBool>`${sql.ref(column)} in (${sql.join(scope.ids)})`
    }
  }
}
