import { Choice } from './choose.ts'
import { NONE, type Market } from './market.ts'

/** Who has which place: for each child the position in its list of wishes, NONE for no place. */
export type Round = {
  wish: Int32Array
  /** The programs as the round left them, for labels and cut-offs. */
  choice: Choice
  /** Bytes of the arrays that the round needed beside the market. */
  bytes: number
}

export type RoundOptions = {
  /** Children in the order in which they begin to propose; any order gives the same result. */
  sequence?: Int32Array
  /** Called at most about a hundred times with the number of children whose chain has settled. */
  onProgress?: (done: number, total: number) => void
}

/**
 * Child-proposing deferred acceptance (Gale and Shapley 1962; Roth and Sotomayor 1990):
 *
 *   1. The next child proposes to the first program on its list that has not turned it away.
 *   2. The program keeps whom its choice rule keeps of all who came so far, and turns away at most one.
 *   3. Whoever is turned away goes on to the next wish: back to 1, until a program has room or a list ends.
 *   4. When every child has had its turn, what the programs hold is the result.
 *
 * The choice rule satisfies substitutes and the law of aggregate demand, so the result is the stable one that all
 * children prefer, whatever the order of their turns.
 *
 * Cost: at most one proposal for each wish, each O(companies reached + log capacity).
 */
export function runRound(market: Market, { sequence, onProgress }: RoundOptions = {}): Round {
  const { children, wishStart, wishes } = market
  const next = positions(market)
  const choice = new Choice(market, (child) => wishStart[child] + next[child])
  const reportEvery = Math.max(1, Math.ceil(children / 100))

  for (let turn = 0; turn < children; turn++) {
    let child = sequence === undefined ? turn : sequence[turn]
    while (child !== NONE) {
      const wish = wishStart[child] + next[child]
      if (wish === wishStart[child + 1]) break
      const turnedAway = choice.offer(wishes[2 * wish], child, wishes[2 * wish + 1])
      if (turnedAway !== NONE) next[turnedAway]++
      child = turnedAway
    }
    if (onProgress !== undefined && (turn + 1) % reportEvery === 0) onProgress(turn + 1, children)
  }

  const wish = Int32Array.from(next, (at, child) => (wishStart[child] + at < wishStart[child + 1] ? at : NONE))
  return { wish, choice, bytes: choice.bytes + next.byteLength + wish.byteLength }
}

// One byte for each child is enough while no list is longer than 255.
function positions({ children, wishStart }: Market): Uint8Array | Int32Array {
  let longest = 0
  for (let child = 0; child < children; child++) {
    longest = Math.max(longest, wishStart[child + 1] - wishStart[child])
  }
  return longest <= 255 ? new Uint8Array(children) : new Int32Array(children)
}
