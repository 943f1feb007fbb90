import type { SignedHead } from '../engine/trail/head.ts'
import { noteOf } from '../engine/trail/head.ts'
import type { Trx } from '../store/db.ts'
import { queueMail } from '../store/outbox.ts'
import { makeHead } from '../store/trail-heads.ts'
import type { Deps } from './deps.ts'

/**
 * Signs the trail as it stands and promises the head to every witness, in one transaction: a head that stands is a head that
 * leaves. At freeze, draw and release it belongs to the act's own transaction, last of all: so no release stands whose head could
 * have been left out, and it costs only the entries since the head before.
 */
export async function publishHead(deps: Deps, trx: Trx): Promise<SignedHead | undefined> {
  const at = deps.now()
  const head = await makeHead(trx, deps.headSigner, at)
  if (!head) return undefined
  const { size, root, signature } = head
  for (const to of deps.witnesses) {
    const values = { size, root, at, signature, note: noteOf(head) }
    await queueMail(trx, deps.keyring, {
      id: deps.newId(),
      accountId: null,
      mail: { kind: 'trail-head', to, values },
      at,
    })
  }
  return head
}
