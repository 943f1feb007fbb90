import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import { demoValue, type NamedValue, type TypedValue } from '../../src/domain/public-value.ts'
import type { Viewer } from '../../src/policy/scope.ts'

/** The Wednesday after the day of the tests' clock, and what may be drawn on it. */
export const lottoDay = '2026-12-02'
export const lotto: NamedValue = { source: 'lotto', day: lottoDay }
export const lottoTyped = { numbers: '3 11 19 22 35 41', superzahl: '7', spiel77: '1234567', super6: '654321' }
export const lottoValue = `lotto:${lottoDay}:3-11-19-22-35-41:7:1234567:654321`

export const drand: NamedValue = { source: 'drand', round: demoValue.round }
export const drandTyped: TypedValue = { signature: demoValue.signature }

/** The same house on the evening of the draw. */
export const onLottoDay = (deps: Deps): Deps => ({ ...deps, now: () => `${lottoDay}T20:00:00.000Z` })

/**
 * Freezes a round and draws with two persons, so that its computation is queued. A demo takes a value that is known.
 */
export async function freezeAndDraw(
  deps: Deps,
  [first, second]: readonly [Viewer, Viewer],
  { roundId = 'round-1', demo = false } = {},
): Promise<void> {
  const actions = createActions(deps)
  const later = demo ? actions : createActions(onLottoDay(deps))
  const [named, typed] = demo ? [drand, drandTyped] : [lotto, lottoTyped]
  await freezeByTwo(deps, [first, second], { roundId, named })
  for (const viewer of [first, second]) {
    const entered = await later.enterValue(viewer, { roundId, typed, key: `enter-${roundId}` })
    if (!entered.ok) throw new Error(entered.refusal.kind)
  }
}

/** The first proposes to freeze, the second approves. Whoever of the two has no account or role yet gets one. */
export async function freezeByTwo(
  deps: Deps,
  [first, second]: readonly [Viewer, Viewer],
  { roundId = 'round-1', named = lotto } = {},
): Promise<void> {
  const actions = createActions(deps)
  const contentHash = await proposeFreeze(deps, [first, second], { roundId, named })
  const frozen = await actions.approveFreeze(second, { roundId, contentHash, key: `freeze-${roundId}` })
  if (!frozen.ok || frozen.value.step !== 'approved') throw new Error(JSON.stringify(frozen))
}

/** The first proposes to freeze; gives the hash that the second approves. */
export async function proposeFreeze(
  deps: Deps,
  [first, second]: readonly [Viewer, Viewer],
  { roundId = 'round-1', named = lotto } = {},
): Promise<string> {
  await coordinatorsInOffice(deps, [first, second])
  // An id of its own: the counted ones go into the draw, and with them into the lots that tests know.
  const actions = createActions({ ...deps, newId: () => `freeze-of-${roundId}` })
  const proposed = await actions.proposeFreeze(first, { roundId, named, key: `freeze-${roundId}` })
  if (!proposed.ok) throw new Error(proposed.refusal.kind)
  return proposed.value.contentHash
}

/** Accounts and roles as an administration would have given them. */
async function coordinatorsInOffice(deps: Deps, [first, second]: readonly [Viewer, Viewer]): Promise<void> {
  const accounts = [first, second].map(({ accountId, name }) => ({
    id: accountId ?? '',
    email: `${accountId}@draw.example`,
    display_name: name,
    password_hash: '-',
    disabled_at: null,
  }))
  await deps.db
    .insertInto('account')
    .values(accounts)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  await deps.db
    .insertInto('account_role')
    .values(
      [first, second].flatMap(({ accountId, role, subjects }) =>
        subjects.map((subject_id) => ({ account_id: accountId ?? '', role, subject_id })),
      ),
    )
    .onConflict((conflict) => conflict.columns(['account_id', 'role', 'subject_id']).doNothing())
    .execute()
}

/** The first proposes the computed outcome, the second releases it. */
export async function releaseByTwo(
  deps: Deps,
  [first, second]: readonly [Viewer, Viewer],
  { roundId = 'round-1' } = {},
): Promise<void> {
  const actions = createActions(deps)
  const proposed = await actions.proposeRelease(first, { roundId, key: `propose-${roundId}` })
  if (!proposed.ok) throw new Error(proposed.refusal.kind)
  const { contentHash } = proposed.value
  const released = await actions.approveRelease(second, { roundId, contentHash, key: `approve-${roundId}` })
  if (!released.ok || released.value.step !== 'approved') throw new Error(JSON.stringify(released))
}
