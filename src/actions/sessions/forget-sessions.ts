import { deleteExpiredSessions } from '../../store/sessions.ts'
import type { Deps } from '../deps.ts'

/** What has ended is kept no longer than until the next sweep. */
export const forgetSessions = (deps: Deps) => (): Promise<void> => deleteExpiredSessions(deps.db, deps.now())
