import type { Result } from '../domain/result.ts'
import { refuse } from '../domain/result.ts'
import { canonicalJson } from '../engine/canonical.ts'
import { claimActKey, releaseActKey, saveActResult } from '../store/act-keys.ts'
import { inTransaction, type Trx } from '../store/db.ts'
import type { Deps } from './deps.ts'

export type OnceRefusal = { kind: 'key-used-otherwise' }

/** `accountId` is null where nobody is signed in; `content` is all that the form says, so that other content is told apart. */
export type Act = { accountId: string | null; key: string; act: string; content: Record<string, unknown> }

/**
 * One write transaction whose effect happens once for each key that a form carries: the key is taken first and saved with the
 * effect, and a repeated request gets the first one's answer. The same key with other content is refused. Refusals leave no key behind, so
 * a mended form may be sent again. Of the content only a digest under the installation's key is kept: it may hold a name, a
 * password or a code. The answer is kept as it is: it may hold ids, counts and hashes, and nothing secret.
 */
export function once<Value, Refusal extends { kind: string }>(
  deps: Deps,
  { accountId, key, act, content }: Act,
  work: (trx: Trx) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal | OnceRefusal>> {
  const contentHash = deps.keyring.digest('act-key', canonicalJson(content))
  const actKey = { accountId, key, act, contentHash }
  return inTransaction(deps.db, async (trx) => {
    const before = await claimActKey(trx, actKey, deps.now())
    if (before) {
      const same = before.act === act && before.contentHash === contentHash
      return same ? { ok: true, value: before.result as Value } : refuse({ kind: 'key-used-otherwise' })
    }
    const done = await work(trx)
    await (done.ok ? saveActResult(trx, actKey, done.value) : releaseActKey(trx, actKey))
    return done
  })
}
