import { heapPush, heapReplaceTop } from '../../src/engine/heap.ts'
import { NONE, type Market } from '../../src/engine/market.ts'

/**
 * The reference: child-proposing deferred acceptance without reserves on the same arrays, as straight as it goes. A
 * program is one heap of the children it holds. What the reserves cost is the engine's time over this one's.
 */
export function runPlainDeferredAcceptance(market: Market): Int32Array {
  const { children, programs, capacity, wishStart, wishes } = market
  const next = new Uint8Array(children)
  const size = new Int32Array(programs)
  const start = new Int32Array(programs + 1)
  for (let program = 0; program < programs; program++) start[program + 1] = start[program] + 2 * capacity[program]
  const heap = new Int32Array(start[programs])

  for (let turn = 0; turn < children; turn++) {
    let child = turn
    while (child !== NONE) {
      const wish = wishStart[child] + next[child]
      if (wish === wishStart[child + 1]) break
      const program = wishes[2 * wish]
      const rank = wishes[2 * wish + 1]
      const base = start[program]
      if (size[program] < capacity[program]) {
        heapPush(heap, base, size[program]++, rank, child)
        break
      }
      if (rank < heap[base]) {
        const gone = heap[base + 1]
        heapReplaceTop(heap, base, size[program], rank, child)
        child = gone
      }
      next[child]++
    }
  }
  return Int32Array.from(next, (at, child) => (wishStart[child] + at < wishStart[child + 1] ? at : NONE))
}
