import { dayOf } from '../../domain/day.ts'
import { inTransaction } from '../../store/db.ts'
import { takePurgeDay } from '../../store/retention/purge-runs.ts'
import type { Deps } from '../deps.ts'
import { purge } from './purge.ts'

/** Of several processes and restarts on one day the first one purges. */
export const purgeOnceADay = (deps: Deps) => async (): Promise<void> => {
  const now = deps.now()
  if (await inTransaction(deps.db, (trx) => takePurgeDay(trx, dayOf(now), now))) await purge(deps)({ dryRun: false })
}
