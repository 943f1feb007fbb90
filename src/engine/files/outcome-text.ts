import { canonicalJson, OutcomeHash, type FrozenTexts } from '../canonical.ts'
import type { OutcomeRows } from '../types.ts'

/**
 * An outcome as the text of its file: one line for each assignment, program and explanation, each in canonical JSON, and its
 * hash, which is computed on the way. In pieces, since with a million children it is longer than the longest string.
 */
export function* outcomeText(outcome: OutcomeRows): Generator<string> {
  const { format, problemHash, method, methodDetail, assignments, unplaced, programs, claims, explanations } = outcome
  const hash = new OutcomeHash()
  yield '{\n'
  yield* Object.entries({ format, problemHash, method, methodDetail }).map(([key, value]) => {
    return `  ${JSON.stringify(key)}: ${canonicalJson(value)},\n`
  })
  yield* listText('assignments', assignments, (row) => hash.addText(row))
  yield* listText('unplaced', unplaced)
  yield* listText('programs', programs)
  yield* listText('claims', claims)
  if (explanations !== undefined) {
    hash.beginExplanations(claims)
    yield* listText('explanations', explanations, (row) => hash.addText(row))
  }
  yield `  "outcomeHash": "${hash.finish(outcome)}"\n}\n`
}

function* listText(key: string, rows: Iterable<unknown>, note?: (row: string) => void): Generator<string> {
  let pending = `  "${key}": [`
  let before = '\n'
  const frozen: FrozenTexts = new WeakMap()
  for (const value of rows) {
    const row = canonicalJson(value, frozen)
    note?.(row)
    pending += `${before}    ${row}`
    before = ',\n'
    if (pending.length < 65_536) continue
    yield pending
    pending = ''
  }
  yield `${pending}${before === '\n' ? '' : '\n  '}],\n`
}
