import type { ShownForm } from './form.ts'
import { formatWait } from './format.ts'
import { type RefusalKind, statusOf, wordsOf } from './refusals.ts'

/** How a form is drawn again that was refused: the problem in words, the status, and how long to wait where that is so. */
export function problemOf({ kind, retryAfterSeconds }: { kind: RefusalKind; retryAfterSeconds?: number }): {
  problem: NonNullable<ShownForm['problem']>
  status: number
  retryAfterSeconds: number | undefined
} {
  const values = retryAfterSeconds === undefined ? undefined : { wait: formatWait(retryAfterSeconds) }
  return { problem: { code: kind, ...wordsOf(kind, values) }, status: statusOf(kind), retryAfterSeconds }
}
