import type { institutionOf } from '../policy/grants.ts'
import type { Scope } from '../policy/scope.ts'
import type { Db } from './db.ts'
import { within } from './within.ts'

export type InstitutionKind = (typeof institutionOf)[keyof typeof institutionOf]
export type Institution = { id: string; name: string }

/** What roles can be held for, as far as somebody reaches. */
export function listInstitutions(db: Db, kind: InstitutionKind, scope: Scope): Promise<Institution[]> {
  switch (kind) {
    case 'consortium':
      return db
        .selectFrom('consortium')
        .select(['id', 'name'])
        .where(within(scope, { consortium: 'consortium.id' }))
        .orderBy('name')
        .execute()
    case 'company':
      return db
        .selectFrom('company')
        .select(['id', 'name'])
        .where(within(scope, { company: 'company.id', consortium: 'company.consortium_id' }))
        .orderBy('name')
        .execute()
    case 'kita':
      return db
        .selectFrom('kita')
        .select(['id', 'name'])
        .where(within(scope, { kita: 'kita.id', provider: 'kita.provider_id', consortium: 'kita.consortium_id' }))
        .orderBy('name')
        .execute()
    // A provider belongs to the consortia of its Kitas.
    case 'provider':
      return db
        .selectFrom('provider')
        .leftJoin('kita', 'kita.provider_id', 'provider.id')
        .select(['provider.id', 'provider.name'])
        .distinct()
        .where(within(scope, { provider: 'provider.id', consortium: 'kita.consortium_id' }))
        .orderBy('provider.name')
        .execute()
  }
}
