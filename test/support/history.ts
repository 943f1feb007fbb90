/**
 * What people sent, when, and what they were told; and what a database that came out of it may and may not hold. The trail gives
 * the order in which the effects were committed, so that a history is not only counted but followed step by step.
 */

/** `ended` and `told` are missing where no answer came: the effect may be there or not, but only once. */
export type Operation = { act: string; begun: number; ended?: number; told?: 'done' | 'refused' | 'broke' }

/** One effect found in the database; `act` names the request that caused it, '' where nobody sent such a one. */
export type Effect = { act: string }

export type Fault = {
  kind: 'lost' | 'phantom' | 'double' | 'refused-yet-done' | 'out-of-order' | 'broke' | 'law'
  what: string
}

export function toldBy(status: number): Operation['told'] {
  if (status < 400) return 'done'
  return status < 500 || status === 503 ? 'refused' : 'broke'
}

export class History {
  readonly operations: Operation[] = []
  private tick = 0

  /**
   * Sends a request and writes down what it was told.
   * @param act a name of its own for each effect that somebody wants; a repeated request has the same
   * @returns the answer, or undefined where the connection broke
   */
  async send<Told extends { status: number }>(act: string, request: () => Promise<Told>): Promise<Told | undefined> {
    const operation: Operation = { act, begun: ++this.tick }
    this.operations.push(operation)
    const answer = await request().catch(() => undefined)
    if (!answer) return undefined
    operation.ended = ++this.tick
    operation.told = toldBy(answer.status)
    return answer
  }

  count(told: Operation['told']): number {
    return this.operations.filter((operation) => operation.told === told).length
  }

  /**
   * @param effects what stands in the database, in the order of the trail
   * @param law is asked with one effect after the other, remembers what it needs, and says what is wrong by now
   */
  faults<Found extends Effect>(
    effects: readonly Found[],
    law: (next: Found) => string | undefined = () => undefined,
  ): Fault[] {
    return [...this.lostAndFound(effects), ...this.outOfOrder(effects), ...lawsBroken(effects, law)]
  }

  private lostAndFound(effects: readonly Effect[]): Fault[] {
    const times = new Map<string, number>()
    for (const { act } of effects) times.set(act, (times.get(act) ?? 0) + 1)
    const sent = new Map<string, Operation[]>()
    for (const operation of this.operations) sent.set(operation.act, [...(sent.get(operation.act) ?? []), operation])
    const faults: Fault[] = this.operations
      .filter(({ told }) => told === 'broke')
      .map(({ act }) => ({ kind: 'broke', what: act }))
    for (const [act, operations] of sent) {
      const done = operations.some(({ told }) => told === 'done')
      const refused = operations.every(({ told }) => told === 'refused')
      const found = times.get(act) ?? 0
      if (done && found === 0) faults.push({ kind: 'lost', what: act })
      if (refused && found > 0) faults.push({ kind: 'refused-yet-done', what: act })
      if (found > 1) faults.push({ kind: 'double', what: `${act}, ${found} times` })
    }
    for (const act of times.keys()) if (!sent.has(act)) faults.push({ kind: 'phantom', what: act })
    return faults
  }

  /** Who was told of an effect before another one was asked for stands before it in the trail. */
  private outOfOrder(effects: readonly Effect[]): Fault[] {
    const begun = new Map<string, number>()
    const ended = new Map<string, number>()
    for (const operation of this.operations) {
      begun.set(operation.act, Math.min(begun.get(operation.act) ?? Infinity, operation.begun))
      if (operation.told !== 'done' || operation.ended === undefined) continue
      ended.set(operation.act, Math.min(ended.get(operation.act) ?? Infinity, operation.ended))
    }
    const faults: Fault[] = []
    let latestBegun = { act: '', at: 0 }
    for (const { act } of effects) {
      if ((ended.get(act) ?? Infinity) < latestBegun.at) {
        faults.push({ kind: 'out-of-order', what: `${act} after ${latestBegun.act}` })
      }
      const at = begun.get(act) ?? 0
      if (at > latestBegun.at) latestBegun = { act, at }
    }
    return faults
  }
}

function lawsBroken<Found extends Effect>(
  effects: readonly Found[],
  law: (next: Found) => string | undefined,
): Fault[] {
  return effects.flatMap((effect): Fault[] => {
    const broken = law(effect)
    return broken === undefined ? [] : [{ kind: 'law', what: `${effect.act}: ${broken}` }]
  })
}
