/** One row of a table of states: who does what, from where to where. */
export type Transition<State extends string> = { from: State | null; act: string; by: string; to: State }

/** Whether the documented table lets an act lead from one state to another. */
export function allows<State extends string>(
  table: readonly Transition<State>[],
  from: State | null,
  act: string,
  to: State,
): boolean {
  return table.some((row) => row.from === from && row.act === act && row.to === to)
}

/** Where some acts lead, one after the other, by the documented table; undefined where one of them is not possible. */
export function follow<State extends string>(
  table: readonly Transition<State>[],
  from: State,
  acts: readonly string[],
): State | undefined {
  let state: State | undefined = from
  for (const act of acts) state = table.find((row) => row.from === state && row.act === act)?.to
  return state
}
