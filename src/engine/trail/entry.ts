import { hashJsonLeaf } from '../draw/merkle.ts'

/** One entry of the audit trail, as it is hashed. */
export type TrailEntry = {
  /** 1 for the first, without gaps. */
  seq: number
  at: string
  actor: string
  role: string
  action: string
  subject: string
  /** Canonical JSON of counts, hashes and words of closed lists. */
  details: string
  /** Digests of the values under the subject's key, hex. */
  before?: string | null
  after?: string | null
  /** A word of a closed list. */
  reason?: string | null
  /** Of the request's line in the log. */
  request?: string | null
  /** The hash of the entry before; empty for the first. */
  prev: string
}

export type ChainedEntry = TrailEntry & { hash: string }

/**
 * SHA-256(0x00 ‖ canonical JSON of the entry), hex, which is the entry's leaf hash in a Merkle tree too (RFC 9162, 2.1.1). What an
 * entry does not have is left out rather than null: so entries from before these fields existed keep their hashes.
 */
export function hashEntry(entry: TrailEntry): string {
  const { before, after, reason, request, ...always } = entry
  const present = Object.entries({ before, after, reason, request }).filter(([, value]) => value != null)
  return hashJsonLeaf({ ...always, ...Object.fromEntries(present) })
}
