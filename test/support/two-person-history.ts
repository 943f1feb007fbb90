/** What happened to the acts by two persons of a round, as its trail tells it, and what must hold of it at every prefix. */
export type Happened = { action: string; actor: string; details: Record<string, unknown> }

type Open = { by: string; contentHash: string }

const held = { freeze: 'open', thaw: 'frozen' } as const
const becomes = { freeze: 'frozen', thaw: 'open' } as const
type Act = keyof typeof held

/**
 * Follows a trail of proposals, approvals, withdrawals of freeze and thaw. Gives what breaks the rules: an effect without its
 * proposal, by its proposer, of other content, twice, or from the wrong state; two proposals at once; a withdrawal by another.
 *
 * @returns the violations, and where the round and its proposals stand at the end
 */
export function followHistory(trail: readonly Happened[], from: 'open' | 'frozen' = 'open') {
  const violations: string[] = []
  const open = new Map<Act, Open>()
  let state: 'open' | 'frozen' = from
  let frozen = 0
  for (const [at, { action, actor, details }] of trail.entries()) {
    const [, verb, act] = /^round\.(?:(propose|withdraw|void)-)?(freeze|thaw)$/.exec(action) ?? []
    if (act === undefined) continue
    const name = act as Act
    const waiting = open.get(name)
    const complain = (what: string) => violations.push(`${at} ${action} by ${actor}: ${what}`)
    switch (verb) {
      case 'propose':
        if (waiting) complain('another one waits')
        if (state !== held[name]) complain(`the round is ${state}`)
        open.set(name, { by: actor, contentHash: String(details.contentHash) })
        break
      case 'withdraw':
        if (waiting?.by !== actor) complain('not by whoever proposed')
        open.delete(name)
        break
      case 'void':
        if (!waiting) complain('nothing waits')
        open.delete(name)
        break
      default:
        if (!waiting) complain('nothing waits')
        else if (waiting.by === actor) complain('by whoever proposed')
        else if (waiting.contentHash !== details.contentHash) complain('of other content')
        if (state !== held[name]) complain(`the round is ${state}`)
        state = becomes[name]
        if (name === 'freeze') frozen++
        open.delete(name)
    }
  }
  return { violations, state, frozen, open: [...open.keys()] }
}
