import type { Expression, ReferenceExpression, SqlBool } from 'kysely'
import { type ExpressionBuilder, sql } from 'kysely'
import type { Scope } from '../policy/scope.ts'

type Owners<DB, TB extends keyof DB> = Partial<
  Record<'family' | 'company' | 'kita' | 'consortium', ReferenceExpression<DB, TB>>
>

/**
 * A scope as a condition of the query itself, so that a list never fetches what it must not show.
 * A scope for which the query names no column gives nothing.
 */
export const within =
  <DB, TB extends keyof DB>(scope: Scope, owners: Owners<DB, TB>) =>
  (eb: ExpressionBuilder<DB, TB>): Expression<SqlBool> => {
    switch (scope.kind) {
      case 'everywhere':
        return sql<SqlBool>`1 = 1`
      case 'nowhere':
        return sql<SqlBool>`1 = 0`
      case 'family':
      case 'company':
      case 'kita':
      case 'consortium': {
        const column = owners[scope.kind]
        if (!column || scope.ids.length === 0) return sql<SqlBool>`1 = 0`
        return eb(column, 'in', scope.ids as never)
      }
    }
  }
