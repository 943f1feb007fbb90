import { type Day, endOfGermanDay } from '../../domain/day.ts'
import type { RetentionKind } from '../../domain/retention.ts'
import { forgetActKeys } from '../act-keys.ts'
import type { Db, Trx } from '../db.ts'
import { forgetMailContents } from '../outbox.ts'
import {
  findDueActKeys,
  findDueCriteria,
  findDueDrafts,
  findDueMails,
  findDueOccupancy,
  findDuePlaced,
  findDueSessions,
  findDueWithoutPlace,
  findEmptyFamilies,
  findUnusedAccounts,
} from './find-due.ts'
import { removeAccount } from './remove-account.ts'
import { removeFamily } from './remove-family.ts'
import { removeRequest } from './remove-request.ts'

/** What is removed besides what was found, by its id: a family goes with its last request. */
export type Removed = { families: string[]; accounts: string[] }

type Rule = {
  /** What is old enough, by its id. */
  find: (db: Db | Trx, cutoff: Day) => Promise<string[]>
  remove: (trx: Trx, ids: readonly string[], at: string, cutoff: Day) => Promise<Removed>
}

const nobody: Removed = { families: [], accounts: [] }

/** One rule for each kind; a new kind does not compile until it has one. */
export const retentionRules: Readonly<Record<RetentionKind, Rule>> = {
  draft: { find: findDueDrafts, remove: removeRequests },
  'without-place': { find: findDueWithoutPlace, remove: removeRequests },
  placed: { find: findDuePlaced, remove: removeRequests },
  occupancy: {
    find: findDueOccupancy,
    async remove(trx, ids) {
      await trx.deleteFrom('placement').where('id', 'in', ids).execute()
      return nobody
    },
  },
  criteria: {
    find: findDueCriteria,
    async remove(trx, ids) {
      await trx.deleteFrom('criterion_answer').where('request_id', 'in', ids).execute()
      await trx
        .updateTable('explanation')
        .set({ facts: null, score_trace: '[]' })
        .where('request_id', 'in', ids)
        .execute()
      return nobody
    },
  },
  mail: {
    find: findDueMails,
    async remove(trx, _ids, _at, cutoff) {
      await forgetMailContents(trx, endOfGermanDay(cutoff))
      return nobody
    },
  },
  session: {
    find: findDueSessions,
    async remove(trx, ids) {
      await trx.deleteFrom('session').where('id', 'in', ids).execute()
      return nobody
    },
  },
  'act-key': {
    find: findDueActKeys,
    async remove(trx, _ids, _at, cutoff) {
      await forgetActKeys(trx, endOfGermanDay(cutoff))
      return nobody
    },
  },
  'inactive-account': {
    find: findUnusedAccounts,
    async remove(trx, ids, at) {
      for (const id of ids) await removeAccount(trx, id, at)
      return { families: [], accounts: [...ids] }
    },
  },
}

/** A family goes with the last of its requests: without one there is nothing left to keep it for. */
async function removeRequests(trx: Trx, ids: readonly string[]): Promise<Removed> {
  const rows = await trx.selectFrom('place_request').select('family_id').distinct().where('id', 'in', ids).execute()
  for (const id of ids) await removeRequest(trx, id)
  const families = await findEmptyFamilies(
    trx,
    rows.flatMap(({ family_id }) => family_id ?? []),
  )
  for (const id of families) await removeFamily(trx, id)
  return { families, accounts: [] }
}
