import { chooseFromScratch, type Chosen } from './choose-from-scratch.ts'
import { NONE, type Market } from './market.ts'

/**
 * Deferred acceptance a second time, as plain as can be: in rounds, all children without a place propose at once, the
 * last one first, and every program that was asked chooses from scratch among whom it holds and who asks. The result
 * must be the one of the engine, since the order of proposals does not matter.
 *
 * @returns for each child the position in its list of wishes, NONE for no place
 */
export function runNaiveRounds(market: Market): Int32Array {
  const { children, wishStart, wishes } = market
  const position = new Int32Array(children)
  const held: Int32Array[] = Array.from({ length: market.programs }, () => new Int32Array(0))
  let asking = Int32Array.from({ length: children }, (_, at) => children - 1 - at)

  while (asking.length > 0) {
    const asked = bucketsByProgram(
      market,
      asking.filter((child) => wishStart[child] + position[child] < wishStart[child + 1]),
      (child) => wishes[2 * (wishStart[child] + position[child])],
    )
    const turnedAway: number[] = []
    for (let program = 0; program < market.programs; program++) {
      const newcomers = asked.members.subarray(asked.start[program], asked.start[program + 1])
      if (newcomers.length === 0) continue
      const set = new Int32Array(held[program].length + newcomers.length)
      set.set(held[program])
      set.set(newcomers, held[program].length)
      const wishesThere = set.map((child) => wishStart[child] + position[child])
      const kept = keptOf(chooseFromScratch(market, program, { children: set, wishes: wishesThere }), set.length)
      held[program] = set.filter((_, at) => kept[at] === 1)
      set.forEach((child, at) => {
        if (kept[at] === 1) return
        position[child]++
        turnedAway.push(child)
      })
    }
    asking = Int32Array.from(turnedAway.toReversed())
  }
  return position.map((at, child) => (wishStart[child] + at < wishStart[child + 1] ? at : NONE))
}

/** The children of each program, in the order given: those of p are `members[start[p]]` to `members[start[p + 1] - 1]`. */
export function bucketsByProgram(market: Market, children: Int32Array, programOf: (child: number) => number) {
  const start = new Int32Array(market.programs + 1)
  for (const child of children) start[programOf(child) + 1]++
  for (let program = 0; program < market.programs; program++) start[program + 1] += start[program]
  const members = new Int32Array(children.length)
  const next = start.slice()
  for (const child of children) members[next[programOf(child)]++] = child
  return { start, members }
}

function keptOf({ onCompanyPlaces, onShares, inPool }: Chosen, count: number): Uint8Array {
  const kept = new Uint8Array(count)
  for (const { order, matching } of [onCompanyPlaces, onShares]) {
    matching.seat.forEach((slot, at) => {
      if (slot !== NONE) kept[order[at]] = 1
    })
  }
  for (const candidate of inPool) kept[candidate] = 1
  return kept
}
