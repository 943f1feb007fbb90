import { inPriorityOrder, joinCandidates, putCandidate, roomFor } from './candidates.ts'
import { chooseFromScratch, isKept } from './choose-from-scratch.ts'
import { NONE, type Market } from '../market.ts'

/**
 * Deferred acceptance a second time, as plain as can be: the children begin from the last to the first, programs have
 * their turn one after the other, and each chooses from scratch among whom it holds and all who have asked meanwhile.
 * The result must be the one of the engine, since the order of proposals does not matter.
 *
 * @returns for each child the position in its list of wishes, NONE for no place
 */
export function runNaiveRounds(market: Market): Int32Array {
  const { children, programs, wishStart, wishes } = market
  // The wish at which each child is: it is held for it or asks for it, or its list has ended.
  const current = wishStart.slice(0, children)
  const held = Array.from({ length: programs }, () => roomFor(0))
  const asking = new Asking(market)
  const ask = (child: number) => {
    if (current[child] < wishStart[child + 1]) asking.add(wishes[2 * current[child]], child)
  }

  for (let child = children - 1; child >= 0; child--) ask(child)
  while (asking.waiting > 0) {
    for (let program = 0; program < programs; program++) {
      const newcomers = asking.take(program)
      if (newcomers.length === 0) continue
      const candidates = joinCandidates(held[program], inPriorityOrder(market, program, newcomers, current))
      const kept = isKept(chooseFromScratch(market, program, candidates, current), candidates.children.length)
      held[program] = roomFor(kept.reduce((number, stays) => (stays ? number + 1 : number), 0))
      let place = 0
      for (let at = 0; at < kept.length; at++) {
        if (kept[at]) {
          putCandidate(held[program], place++, candidates, at)
          continue
        }
        const child = candidates.children[at]
        current[child]++
        ask(child)
      }
    }
  }
  return current.map((wish, child) => (wish < wishStart[child + 1] ? wish - wishStart[child] : NONE))
}

/** Who asks at each program since its last turn: the latest, and for each child the one who asked there before it. */
class Asking {
  waiting = 0
  private readonly latest: Int32Array
  private readonly before: Int32Array
  private readonly count: Int32Array

  constructor({ programs, children }: Market) {
    this.latest = new Int32Array(programs)
    this.before = new Int32Array(children)
    this.count = new Int32Array(programs)
  }

  add(program: number, child: number): void {
    this.before[child] = this.latest[program]
    this.latest[program] = child
    this.count[program]++
    this.waiting++
  }

  take(program: number): number[] {
    const children = new Array<number>(this.count[program])
    let child = this.latest[program]
    for (let at = 0; at < children.length; at++) {
      children[at] = child
      child = this.before[child]
    }
    this.waiting -= children.length
    this.count[program] = 0
    return children
  }
}
