import { refuse, ok, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { type Outbox, readOutbox } from '../../store/reads/outbox.ts'
import type { Deps } from '../deps.ts'

/** What waits to be sent, and what is stuck and why; nobody's address. */
export const showOutbox =
  (deps: Deps) =>
  async (viewer: Viewer): Promise<Result<Outbox, { kind: 'not-found' }>> =>
    may(viewer, 'outbox.view', {}) ? ok(await readOutbox(deps.db)) : refuse({ kind: 'not-found' })
