/** What a decision gives back: a value, or a refusal with a name. Exceptions are for surprises. */
export type Result<Value, Refusal extends { kind: string }> =
  { ok: true; value: Value } | { ok: false; refusal: Refusal }

export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value })

export const refuse = <Refusal extends { kind: string }>(refusal: Refusal): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal,
})
