import type { Instant } from '../../domain/day.ts'
import type { ActName, Content, VoidReason } from '../../domain/two-person-act.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { findAccount } from '../../store/accounts.ts'
import type { Db } from '../../store/db.ts'
import type { Round } from '../../store/rounds.ts'
import { findOpenAct } from '../../store/two-person-acts.ts'
import { examine, type TwoPersonAct } from './act.ts'

/** What waits for a second person, as somebody of the same role reads it. */
export type ToldAct = Content & {
  act: ActName
  contentHash: string
  proposedAt: string
  proposedBy: string
  proposedRole: string
  byViewer: boolean
  /** Who only reads the round decides nothing. */
  viewerDecides: boolean
  /** Why it cannot be approved any more, as things stand at this moment. */
  void: VoidReason | undefined
}

/** Reads only: a proposal that has become void ends with the next act. */
export async function tellOpenAct(
  db: Db,
  act: Pick<TwoPersonAct<never>, 'name' | 'permission' | 'consider'>,
  round: Round,
  viewer: Viewer,
  now: Instant,
): Promise<ToldAct | undefined> {
  const open = await findOpenAct(db, act.name, round.id)
  if (!open) return undefined
  const { choice, facts, contentHash, proposedAt, proposedRole } = open
  const proposer = await findAccount(db, open.proposedBy)
  return {
    act: act.name,
    choice,
    facts,
    contentHash,
    proposedAt,
    proposedBy: proposer?.name ?? '',
    proposedRole,
    byViewer: open.proposedBy === viewer.accountId,
    viewerDecides: may(viewer, act.permission, round),
    void: (await examine(db, act, round, open, now)).void,
  }
}
