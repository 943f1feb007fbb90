import { touchWriteProbe } from '../../store/db.ts'
import { pendingMigrations } from '../../store/migrate.ts'
import type { Deps } from '../deps.ts'

export type Readiness = { ready: boolean; checks: { write: boolean; migrations: boolean } }

/** Whether this process can serve: a real write succeeds (a read would, on a full disk, too) and the schema is current. */
export const probeReadiness = (deps: Deps) => async (): Promise<Readiness> => {
  const write = await touchWriteProbe(deps.db, deps.now()).then(
    () => true,
    () => false,
  )
  const migrations = await pendingMigrations(deps.db).then(
    (pending) => pending.length === 0,
    () => false,
  )
  return { ready: write && migrations, checks: { write, migrations } }
}
