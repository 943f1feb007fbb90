import { yearInView } from '../../domain/rounds-of-year.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, scopeOf, type Viewer } from '../../policy/scope.ts'
import { readerOf } from '../../policy/visible.ts'
import { appendAudit } from '../../store/audit.ts'
import { inTransaction } from '../../store/db.ts'
import { type AcceptedChild, findAcceptedChild, listKitas } from '../../store/reads/kita-overview.ts'
import { listRounds } from '../../store/rounds-of-year.ts'
import type { Deps } from '../deps.ts'

export type KitaChild = Omit<AcceptedChild, 'ticket'> & { kitaId: string; kita: string }

/** A child that has accepted its place; that somebody looked is written to the trail, which its family may read. */
export const showKitaChild =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { kitaId, caseNumber }: { kitaId: string; caseNumber: string },
  ): Promise<Result<KitaChild, { kind: 'not-found' }>> => {
    const { accountId } = viewer
    const scope = scopeOf(viewer, 'proposal.view')
    const kita = (await listKitas(deps.db, scope)).find(({ id }) => id === kitaId)
    if (accountId === null || !kita || !may(viewer, 'proposal.view', { kitaId, providerId: kita.providerId }))
      return refuse({ kind: 'not-found' })
    const kitaYear = yearInView(await listRounds(deps.db, [kita.consortiumId]), deps.now())
    const child = await findAcceptedChild(deps.db, readerOf(viewer.role), scope, { kitaId, kitaYear, caseNumber })
    if (!child) return refuse({ kind: 'not-found' })
    const { ticket, ...told } = child
    await inTransaction(deps.db, (trx) =>
      appendAudit(trx, {
        at: deps.now(),
        actor: accountId,
        role: viewer.role,
        action: 'child.look',
        subject: ticket,
        details: { kita: kitaId },
      }),
    )
    return ok({ ...told, kitaId, kita: kita.name })
  }
