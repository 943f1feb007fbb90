import type { AllocationProblem } from '../engine/types.ts'
import type { ComputeRefusal, VerifiedAllocation } from '../domain/allocation-problem.ts'
import type { Instant } from '../domain/day.ts'
import type { nearestChangesOf } from '../domain/nearest-change.ts'
import type { Result } from '../domain/result.ts'
import type { Retention, RetentionKind } from '../domain/retention.ts'
import type { Db } from '../store/db.ts'
import type { HeadSigner } from '../store/head-signer.ts'
import type { Keyring } from '../store/keyring.ts'

export type Progress = (done: number, total: number) => void

/** What the outside gives to the actions: time, chance, and hands for long work. */
export type Deps = {
  db: Db
  now: () => Instant
  newId: () => string
  /** 128 random bits in Crockford's base32. */
  newTicket: () => string
  /** 256 random bits as lower-case hex. */
  newSalt: () => string
  /** 256 random bits in base64url, for links and codes; the database keeps only a hash of one. */
  newToken: () => string
  keyring: Keyring
  /** How long each kind of thing is kept. */
  retention: Readonly<Record<RetentionKind, Retention>>
  /** Ids of what was removed, kept outside the database: a backup that is restored loses it again. */
  journal: { read: () => Promise<string[]>; append: (ids: readonly string[]) => Promise<void> }
  /** Signs the heads of the trail. */
  headSigner: HeadSigner
  /** Mail addresses outside this installation that get every head. */
  witnesses: readonly string[]
  /** Solves and verifies away from the event loop. */
  compute: (problem: AllocationProblem, onProgress: Progress) => Promise<Result<VerifiedAllocation, ComputeRefusal>>
  /** What alone would have met a child's wishes, away from the event loop too. */
  nearestChanges: typeof nearestChangesOf
  hashPassword: (password: string) => Promise<string>
  verifyPassword: (hash: string, password: string) => Promise<boolean>
}
