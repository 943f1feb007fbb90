/** A small generator of 32 bits (Tommy Ettinger's mulberry32): the same numbers on every machine. */
export function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** So many different whole numbers from 0 to `from` − 1. */
export function pickDistinct(random: () => number, count: number, from: number): number[] {
  const picked: number[] = []
  while (picked.length < count) {
    const next = Math.floor(from * random())
    if (!picked.includes(next)) picked.push(next)
  }
  return picked
}
