import { createHash } from 'node:crypto'
import type { Result } from '../domain/result.ts'
import { refuse } from '../domain/result.ts'
import { canonicalJson } from '../engine/canonical.ts'
import { claimActKey, releaseActKey, saveActResult } from '../store/act-keys.ts'
import { inTransaction, type Trx } from '../store/db.ts'
import type { Deps } from './deps.ts'

export type OnceRefusal = { kind: 'key-used-otherwise' }

/**
 * One write transaction whose effect happens once for each key that a form carries: the key is taken first and saved with the
 * effect, and a repeated request gets the first one's answer. The same key with other content is refused. Refusals leave no key behind, so
 * a mended form may be sent again.
 */
export function once<Value, Refusal extends { kind: string }>(
  deps: Deps,
  act: { accountId: string; key: string; act: string; content: Record<string, unknown> },
  work: (trx: Trx) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal | OnceRefusal>> {
  const contentHash = createHash('sha256').update(canonicalJson(act.content)).digest('hex')
  const actKey = { accountId: act.accountId, key: act.key, act: act.act, contentHash }
  return inTransaction(deps.db, async (trx) => {
    const before = await claimActKey(trx, actKey, deps.now())
    if (before) {
      const same = before.act === act.act && before.contentHash === contentHash
      return same ? { ok: true, value: before.result as Value } : refuse({ kind: 'key-used-otherwise' })
    }
    const done = await work(trx)
    await (done.ok ? saveActResult(trx, actKey, done.value) : releaseActKey(trx, actKey))
    return done
  })
}
