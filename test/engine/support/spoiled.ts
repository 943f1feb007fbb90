/** Every way of taking one key out, adding one, or putting something else in the place of a value. */
export function* spoiled(value: unknown): Generator {
  yield* [null, -1, 0.5, 'x y', [], [[]], {}, true]
  if (Array.isArray(value)) {
    for (const [at, entry] of value.entries()) for (const other of spoiled(entry)) yield value.with(at, other)
    return
  }
  if (typeof value !== 'object' || value === null) return
  yield { ...value, surplus: 1 }
  for (const [key, entry] of Object.entries(value)) {
    yield { ...value, [key]: undefined }
    for (const other of spoiled(entry)) yield { ...value, [key]: other }
  }
}
