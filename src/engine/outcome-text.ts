import type { AllocationOutcome } from './types.ts'

/**
 * An outcome as JSON to read and to compare: one line for each assignment, program and explanation. In pieces, since
 * with a million children it is longer than the longest string.
 */
export function* outcomeText(outcome: AllocationOutcome): Generator<string> {
  let pending = '{\n'
  const fields = Object.entries(outcome).filter(([, value]) => value !== undefined)
  for (const [at, [key, value]] of fields.entries()) {
    const ends = at === fields.length - 1 ? '\n' : ',\n'
    pending += `  ${JSON.stringify(key)}: `
    if (Array.isArray(value) && value.length > 0) {
      pending += '[\n'
      for (const [index, entry] of value.entries()) {
        pending += `    ${JSON.stringify(entry)}${index === value.length - 1 ? '' : ','}\n`
        if (pending.length > 65_536) {
          yield pending
          pending = ''
        }
      }
      pending += `  ]${ends}`
    } else {
      pending += `${JSON.stringify(value)}${ends}`
    }
  }
  yield `${pending}}\n`
}
