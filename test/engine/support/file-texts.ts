import * as fc from 'fast-check'
import type { AllocationProblem } from '../../../src/engine/types.ts'
import { smallProblems } from './problems.ts'

/** The pieces of a text of bytes, cut at these offsets. */
export const pieces = (bytes: Uint8Array, cuts: readonly number[]) => {
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].toSorted((a, b) => a - b)
  return [...ends, bytes.length].map((end, at) => bytes.subarray(at === 0 ? 0 : ends[at - 1], end))
}

/** Problems as people write them down: rows in any order, lists in any order, odd ids, escapes and white space. */
export const writtenProblems: fc.Arbitrary<{ problem: AllocationProblem; text: string }> = fc
  .record({
    // Present places are left to reading in memory, as families are.
    problem: smallProblems({ programs: 3, children: 6, capacity: 3 }).map(withoutPresentPlaces),
    names: fc.constantFrom<(id: string) => string>(
      (id) => id,
      (id) => `${id} "ö"`,
      (id) => `\u{1f600}${id}\\`,
      (id) => `__proto__${id}`,
    ),
    seed: fc.option(fc.constant('9f4e')),
    families: fc.boolean(),
    rows: fc.constantFrom<'sorted' | 'turned' | 'shuffled'>('sorted', 'turned', 'shuffled'),
    order: fc.shuffledSubarray(['format', 'programs', 'children', 'families', 'seed'], { minLength: 5 }),
    keys: fc.constantFrom<'as they are' | 'turned'>('as they are', 'turned'),
    space: fc.constantFrom('', ' ', '\n\t', '\r\n  '),
    escapes: fc.boolean(),
    mark: fc.boolean(),
    random: fc.infiniteStream(fc.nat()),
  })
  .map(({ problem, names, seed, families, rows, order, keys, space, escapes, mark, random }) => {
    const named = renamed(problem, names)
    const turned = <T>(list: T[]): T[] => {
      if (rows === 'sorted') return list
      if (rows === 'turned') return list.toReversed()
      const weights = list.map(() => Number(random.next().value))
      return Array.from(list.keys())
        .toSorted((a, b) => weights[a] - weights[b])
        .map((at) => list[at])
    }
    const value: AllocationProblem = {
      ...named,
      programs: turned(named.programs),
      children: turned(named.children),
      ...(seed !== null && { seed }),
    }
    if (!families) delete value.families
    const entries = order.flatMap((key) => Object.entries(value).filter(([name]) => name === key))
    const text = write(Object.fromEntries(entries), { space, escapes, turned: keys === 'turned' })
    return { problem: value, text: `${mark ? '\ufeff' : ''}${text}${space}` }
  })

type Style = { space: string; escapes: boolean; turned: boolean }

// JSON with white space wherever it may be, letters as escapes, and the keys of rows the other way round.
function write(value: unknown, style: Style, depth = 0): string {
  const { space, escapes, turned } = style
  if (typeof value === 'string') {
    const text = JSON.stringify(value)
    return escapes ? text.replace(/[a-z](?=[0-9])/, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`) : text
  }
  if (Array.isArray(value)) {
    const entries = value.map((entry) => space + write(entry, style, depth + 1) + space)
    return `[${entries.join()}${entries.length === 0 ? space : ''}]`
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).map(([key, entry]) => {
    return `${space}${write(key, { ...style, escapes: false })}${space}:${space}${write(entry, style, depth + 1)}${space}`
  })
  return `{${(turned && depth > 0 ? entries.toReversed() : entries).join()}${entries.length === 0 ? space : ''}}`
}

function renamed(problem: AllocationProblem, name: (id: string) => string): AllocationProblem {
  const keys = <T>(table: Record<string, T>) => {
    return Object.fromEntries(Object.entries(table).map(([key, value]): [string, T] => [name(key), value]))
  }
  const score = (value: number | Record<string, number>) => (typeof value === 'number' ? value : keys(value))
  return {
    ...problem,
    programs: problem.programs.map(({ id, reserves, poolShares, ...others }) => ({
      ...others,
      id: name(id),
      reserves: keys(reserves),
      ...(poolShares && { poolShares: keys(poolShares) }),
    })),
    children: problem.children.map(({ id, wishes, companies, priority, poolPriority, blocked, ...others }) => ({
      ...others,
      id: name(id),
      wishes: wishes.map(name),
      companies: companies.map(name),
      priority: score(priority),
      ...(poolPriority !== undefined && { poolPriority: score(poolPriority) }),
      ...(blocked && { blocked: blocked.map(name) }),
    })),
  }
}

function withoutPresentPlaces(problem: AllocationProblem): AllocationProblem {
  return { ...problem, children: problem.children.map(({ present: _present, ...child }) => child) }
}
