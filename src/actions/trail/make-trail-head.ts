import { inTransaction } from '../../store/db.ts'
import type { Deps } from '../deps.ts'
import { publishHead } from '../publish-head.ts'

/** What the clock does every hour, and an operator at any time. Gives the number of entries covered; none where nothing came since. */
export const makeTrailHead = (deps: Deps) => async (): Promise<{ size: number } | undefined> => {
  const head = await inTransaction(deps.db, (trx) => publishHead(deps, trx))
  return head && { size: head.size }
}
