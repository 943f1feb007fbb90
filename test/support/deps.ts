import { createHash } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import type { Deps } from '../../src/actions/deps.ts'
import { computeAllocation } from '../../src/domain/allocation-problem.ts'
import { nearestChangesOf } from '../../src/domain/nearest-change.ts'
import { proposedRetention } from '../../src/domain/retention.ts'
import type { Db } from '../../src/store/db.ts'
import { headSignerOf } from '../../src/store/head-signer.ts'
import { keyringOf, type Secrets } from '../../src/store/keyring.ts'

/** Keys that everybody may know: what they seal is only for tests. */
export const testSecrets: Secrets = {
  session: '00'.repeat(32),
  fields: { current: 'k1', keys: { k1: '11'.repeat(32) } },
  digests: '22'.repeat(32),
  heads: `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIDMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMz
-----END PRIVATE KEY-----
`,
}

// Apart from the ids: whoever signs in must not change the salts, and with them the lots, of a story. Two clocks over one
// database must not make the same session.
let tokens = 0

/** The outside, with a given clock and counted ids; everything else is real. */
export function testDeps(db: Db, now = '2026-12-01T09:00:00.000Z'): Deps {
  let ids = 0
  const removed: string[] = []
  return {
    db,
    now: () => now,
    newId: () => `id-${++ids}-0000`,
    newTicket: () => `${++ids}`.padStart(26, '0'),
    newSalt: () => `${++ids}`.padStart(64, '0'),
    newToken: () => createHash('sha256').update(`token ${++tokens}`).digest('base64url'),
    keyring: keyringOf(testSecrets),
    retention: proposedRetention,
    journal: { read: async () => [...removed], append: async (more) => void removed.push(...more) },
    headSigner: headSignerOf(testSecrets.heads, 'kita.example/protokoll'),
    witnesses: [],
    nearestChanges: nearestChangesOf,
    compute: (problem, onProgress) => computeAllocation(problem, onProgress),
    // The cheapest parameters: what a hash costs is not what these tests are about.
    hashPassword: (password) => hash(password, { memoryCost: 8, timeCost: 1 }),
    verifyPassword: verify,
  }
}
