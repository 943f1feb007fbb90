import { forgetFullLanes } from '../../store/attempts.ts'
import { deleteExpiredSessions, deleteSession, findSession, saveSession } from '../../store/sessions.ts'
import type { Deps } from '../deps.ts'

/** What the web's session store needs: find, save, forget. */
export const keepSession = (deps: Deps) => ({
  find: (id: string) => findSession(deps.db, id, deps.now()),
  save: (id: string, session: { accountId: string | null; data: string; expiresAt: string }) =>
    saveSession(deps.db, id, session),
  forget: (id: string) => deleteSession(deps.db, id),
  async forgetExpired() {
    await deleteExpiredSessions(deps.db, deps.now())
    await forgetFullLanes(deps.db, deps.now())
  },
})
