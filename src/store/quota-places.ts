import type { Db, Trx } from './db.ts'

/**
 * The places of contracts that a round may give to children of their companies, each with its place class: in force in the
 * month it starts, assigned to it, and not held by a child that stays. A round and every page that tells of reserves count
 * exactly these. Callers narrow and select.
 */
export function freeQuotaPlaces(db: Db | Trx) {
  return db
    .selectFrom('quota_place')
    .innerJoin('quota', 'quota.id', 'quota_place.quota_id')
    .innerJoin('company', 'company.id', 'quota_place.company_id')
    .innerJoin('place_class', 'place_class.id', 'quota_place.place_class_id')
    .innerJoin('kita', 'kita.id', 'place_class.kita_id')
    .whereRef('quota.valid_from', '<=', 'place_class.start_month')
    .whereRef('quota.valid_to', '>=', 'place_class.start_month')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('placement')
            .select('placement.id')
            .whereRef('placement.quota_place_id', '=', 'quota_place.id')
            .whereRef('placement.valid_to', '>=', 'place_class.start_month'),
        ),
      ),
    )
}
