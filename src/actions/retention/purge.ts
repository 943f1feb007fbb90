import { dayAfter, dayBefore, dayOf, endOfGermanDay, type Instant } from '../../domain/day.ts'
import {
  cutoffOf,
  noticeBeforeRemoval,
  type Retention,
  type RetentionKind,
  retentionKinds,
} from '../../domain/retention.ts'
import { appendAudit } from '../../store/audit.ts'
import { inTransaction, overwriteDeleted } from '../../store/db.ts'
import { listDeletionRequests } from '../../store/deletion-requests.ts'
import { queueMail } from '../../store/outbox.ts'
import { findUnusedAccounts } from '../../store/retention/find-due.ts'
import { listWithoutNotice, saveNotice, wasTold } from '../../store/retention/notices.ts'
import { removeAccount } from '../../store/retention/remove-account.ts'
import { removeFamily } from '../../store/retention/remove-family.ts'
import { removeAgain } from '../../store/retention/remove-again.ts'
import { retentionRules } from '../../store/retention/rules.ts'
import type { Deps, Progress } from '../deps.ts'
import { deletionOutlook } from '../own-data/deletion-outlook.ts'

export type PurgeReport = {
  rules: (Retention & { kind: RetentionKind; count: number })[]
  /** Accounts whose person asked to be deleted, and those that something still stands against. */
  asked: number
  waiting: number
  /** Accounts told that they end in a month. */
  noticed: number
}

/** Small enough that nobody who is working waits long for a transaction of it. */
const atOnce = 200

/**
 * Removes what has been kept for its time and what people have asked to be removed. A dry run says what that would be and
 * changes nothing. What is removed stands in the journal before it is gone, so that a backup restored later loses it again.
 */
export const purge =
  (deps: Deps) =>
  async ({ dryRun }: { dryRun: boolean }, onProgress: Progress = () => {}): Promise<PurgeReport> => {
    const now = deps.now()
    if (!dryRun) await followJournal(deps, now)
    const rules: PurgeReport['rules'] = []
    for (const [at, kind] of retentionKinds.entries()) {
      const retention = deps.retention[kind]
      const cutoff = cutoffOf(retention, dayOf(now))
      const found = await retentionRules[kind].find(deps.db, cutoff)
      const ids = kind === 'inactive-account' ? await wasTold(deps.db, found, noticeDue(now)) : found
      if (!dryRun) await removeAll(deps, { kind, ids, cutoff, now })
      rules.push({ ...retention, kind, count: ids.length })
      onProgress(at + 1, retentionKinds.length)
    }
    const { due, waiting } = await askedFor(deps, now)
    if (!dryRun) for (const accountId of due) await carryOut(deps, accountId, now)
    const noticed = await tellUnused(deps, now, dryRun)
    if (!dryRun) await overwriteDeleted(deps.db)
    return { rules, asked: due.length, waiting, noticed }
  }

async function removeAll(
  deps: Deps,
  { kind, ids, cutoff, now }: { kind: RetentionKind; ids: readonly string[]; cutoff: string; now: Instant },
): Promise<void> {
  for (let from = 0; from < ids.length; from += atOnce) {
    const some = ids.slice(from, from + atOnce)
    await inTransaction(deps.db, async (trx) => {
      const removed = await retentionRules[kind].remove(trx, some, now, cutoff)
      await deps.journal.append([...removed.families, ...removed.accounts])
      await appendAudit(trx, {
        at: now,
        actor: 'clock',
        role: 'clock',
        action: 'retention.purge',
        subject: kind,
        details: { count: some.length, families: removed.families.length },
      })
    })
  }
}

async function askedFor(deps: Deps, now: Instant): Promise<{ due: string[]; waiting: number }> {
  const due: string[] = []
  const requests = await listDeletionRequests(deps.db)
  for (const { accountId, requestedAt } of requests) {
    const { on, obstacle } = await deletionOutlook(deps.db, accountId, requestedAt)
    if (obstacle === undefined && on <= dayOf(now)) due.push(accountId)
  }
  return { due, waiting: requests.length - due.length }
}

async function carryOut(deps: Deps, accountId: string, now: Instant): Promise<void> {
  await inTransaction(deps.db, async (trx) => {
    // Asked again in here: a second before, somebody may have thought again or got an offer.
    const [open] = (await listDeletionRequests(trx)).filter((request) => request.accountId === accountId)
    const outlook = open && (await deletionOutlook(trx, accountId, open.requestedAt))
    if (!outlook || outlook.obstacle !== undefined) return
    await deps.journal.append([...outlook.families, accountId])
    for (const familyId of outlook.families) await removeFamily(trx, familyId)
    await removeAccount(trx, accountId, now)
    await appendAudit(trx, {
      at: now,
      actor: 'clock',
      role: 'clock',
      action: 'deletion.done',
      subject: accountId,
      details: { families: outlook.families.length },
    })
  })
}

/** What the journal names was removed before; where it is back, a backup from before was restored. */
async function followJournal(deps: Deps, now: Instant): Promise<void> {
  const ids = await deps.journal.read()
  if (ids.length === 0) return
  await inTransaction(deps.db, async (trx) => {
    const back = await removeAgain(trx, ids, now)
    if (back.families.length + back.accounts.length === 0) return
    await appendAudit(trx, {
      at: now,
      actor: 'clock',
      role: 'clock',
      action: 'deletion.again',
      subject: 'journal',
      details: { families: back.families.length, accounts: back.accounts.length },
    })
  })
}

const noticeDue = (now: Instant): Instant => endOfGermanDay(dayBefore(dayOf(now), noticeBeforeRemoval))

/** Whoever has not come for a year reads that the account ends, and when. */
async function tellUnused(deps: Deps, now: Instant, dryRun: boolean): Promise<number> {
  // Told a month before, so that a month later the account is old enough to be removed.
  const monthFromNow = dayAfter(dayOf(now), noticeBeforeRemoval)
  const unused = await findUnusedAccounts(deps.db, cutoffOf(deps.retention['inactive-account'], monthFromNow))
  const untold = await listWithoutNotice(deps.db, unused)
  if (dryRun) return untold.length
  for (const { id, email, name } of untold) {
    await inTransaction(deps.db, async (trx) => {
      await saveNotice(trx, id, now)
      const mail = { kind: 'account-unused', to: email, values: { name, until: monthFromNow } } as const
      await queueMail(trx, deps.keyring, { id: deps.newId(), accountId: id, mail, at: now })
    })
  }
  return untold.length
}
