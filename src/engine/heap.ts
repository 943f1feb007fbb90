/**
 * A binary heap with the last in priority on top, in a stretch of a shared Int32Array. An entry is two numbers side by
 * side, the rank and the child, so `base + 2 * size` ends the heap. A smaller rank comes first in priority; the top is
 * whoever has to go first.
 */

export function heapPush(heap: Int32Array, base: number, size: number, rank: number, child: number): void {
  let at = size
  while (at > 0) {
    const above = (at - 1) >> 1
    const aboveRank = heap[base + 2 * above]
    if (aboveRank >= rank) break
    heap[base + 2 * at] = aboveRank
    heap[base + 2 * at + 1] = heap[base + 2 * above + 1]
    at = above
  }
  heap[base + 2 * at] = rank
  heap[base + 2 * at + 1] = child
}

/** Puts an entry in the place of the top. */
export function heapReplaceTop(heap: Int32Array, base: number, size: number, rank: number, child: number): void {
  let at = 0
  for (;;) {
    let below = 2 * at + 1
    if (below >= size) break
    if (below + 1 < size && heap[base + 2 * below + 2] > heap[base + 2 * below]) below++
    const belowRank = heap[base + 2 * below]
    if (belowRank <= rank) break
    heap[base + 2 * at] = belowRank
    heap[base + 2 * at + 1] = heap[base + 2 * below + 1]
    at = below
  }
  heap[base + 2 * at] = rank
  heap[base + 2 * at + 1] = child
}

/** Takes the top away; `size` is the size before. Read the top first. */
export function heapDropTop(heap: Int32Array, base: number, size: number): void {
  const last = base + 2 * (size - 1)
  heapReplaceTop(heap, base, size - 1, heap[last], heap[last + 1])
}
