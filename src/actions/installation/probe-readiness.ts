import { touchWriteProbe } from '../../store/db.ts'
import { mailsAreLeft } from '../../store/outbox.ts'
import { pendingMigrations } from '../../store/migrate.ts'
import type { Deps } from '../deps.ts'

export type Readiness = { ready: boolean; checks: { write: boolean; migrations: boolean; mails: boolean } }

const anHour = 3_600_000

/**
 * Whether this process can serve: a real write succeeds (a read would, on a full disk, too), the schema is current, and
 * somebody sends the mails that are due. A mail that is stuck, or a mail server that is down, takes no app out of service.
 */
export const probeReadiness = (deps: Deps) => async (): Promise<Readiness> => {
  const write = await touchWriteProbe(deps.db, deps.now()).then(
    () => true,
    () => false,
  )
  const migrations = await pendingMigrations(deps.db).then(
    (pending) => pending.length === 0,
    () => false,
  )
  const mails = await mailsAreLeft(deps.db, new Date(Date.parse(deps.now()) - anHour).toISOString()).then(
    (left) => !left,
    () => false,
  )
  return { ready: write && migrations && mails, checks: { write, migrations, mails } }
}
