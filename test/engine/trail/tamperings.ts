/** Every way to change a trail afterwards that a verifier must find, each with the finding that names it. */
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import * as fc from 'fast-check'
import { growTree, rootOf } from '../../../src/engine/draw/merkle.ts'
import { type ChainedEntry, hashEntry, type TrailEntry } from '../../../src/engine/trail/entry.ts'
import { publicKeyOf, signHead } from '../../../src/engine/trail/head.ts'
import {
  type KeptHead,
  type TrailFinding,
  TrailVerifier,
  type TrailVerdict,
} from '../../../src/engine/trail/verify-trail.ts'
import { testSecrets } from '../../support/deps.ts'

/** What lies in a database, and what a witness has kept outside of it. */
export type Evidence = { entries: ChainedEntry[]; heads: KeptHead[]; witnessed: KeptHead[] }

const key = createPrivateKey(testSecrets.heads)
export const publicKey = publicKeyOf(key)
const anotherKey = generateKeyPairSync('ed25519').privateKey

export function verify({ entries, heads, witnessed }: Evidence): TrailVerdict {
  const verifier = new TrailVerifier([...heads, ...witnessed], [publicKey])
  // As the database gives them.
  for (const entry of entries.toSorted((a, b) => a.seq - b.seq)) verifier.take(entry)
  return verifier.conclude()
}

/** Numbers and chains entries as the program does. */
export function chained(contents: readonly Omit<TrailEntry, 'seq' | 'prev'>[]): ChainedEntry[] {
  const entries: ChainedEntry[] = []
  for (const content of contents) {
    const entry = { ...content, seq: entries.length + 1, prev: entries.at(-1)?.hash ?? '' }
    entries.push({ ...entry, hash: hashEntry(entry) })
  }
  return entries
}

export function headsOf(
  entries: readonly ChainedEntry[],
  sizes: readonly number[],
  keptBy: KeptHead['keptBy'] = 'database',
  signedWith = key,
): KeptHead[] {
  return sizes.map((size) => {
    const root = rootOf(growTree(entries.slice(0, size).map(({ hash }) => hash)))
    const head = { origin: 'kita.example/protokoll', size, root, at: `2026-11-24T08:00:00.${size}Z` }
    return { ...signHead(head, signedWith), keptBy }
  })
}

const word = fc.string({ minLength: 1, maxLength: 12 })
const maybe = fc.option(word)
const content = fc.record({
  at: word,
  actor: word,
  role: word,
  action: word,
  subject: word,
  details: word,
  before: maybe,
  after: maybe,
  reason: maybe,
  request: maybe,
})

/** At least four entries; heads at some sizes and at the end, one of them, before the end, with a witness. */
export const evidence: fc.Arbitrary<Evidence> = fc
  .array(content, { minLength: 4, maxLength: 40 })
  .chain((contents) => fc.tuple(fc.constant(contents), fc.nat(contents.length - 2), fc.nat(contents.length - 1)))
  .map(([contents, some, other]) => {
    const entries = chained(contents)
    const sizes = [...new Set([some + 1, other + 1, entries.length])].toSorted((a, b) => a - b)
    return { entries, heads: headsOf(entries, sizes), witnessed: headsOf(entries, [some + 1], 'witness') }
  })

export type Tampering = {
  name: string
  found: { kind: TrailFinding['kind']; keptBy?: KeptHead['keptBy'] }
  /** @param at from 0, any number */
  tamper: (before: Evidence, at: number) => Evidence
}

const fields = ['at', 'actor', 'role', 'action', 'subject', 'details', 'before', 'after', 'reason', 'request'] as const

const place = (entries: readonly unknown[], at: number) => at % entries.length
const contentsOf = (entries: readonly ChainedEntry[]) =>
  entries.map((entry) => {
    const { seq: _, prev: __, hash: ___, ...rest } = entry
    return rest
  })
function rehashed(entry: ChainedEntry): ChainedEntry {
  const { hash: _, ...rest } = entry
  return { ...rest, hash: hashEntry(rest) }
}

/** Changes one entry, or what makes it up. */
function withEntry(before: Evidence, at: number, change: (entry: ChainedEntry) => ChainedEntry): Evidence {
  const index = place(before.entries, at)
  return { ...before, entries: before.entries.with(index, change(before.entries[index])) }
}

/** A whole history made anew by somebody who holds the database and the key: nothing in it contradicts itself. */
function rewritten(before: Evidence, contents: Omit<TrailEntry, 'seq' | 'prev'>[], signedWith = key): Evidence {
  const entries = chained(contents)
  const sizes = before.heads.map(({ size }) => Math.min(size, entries.length)).filter((size) => size > 0)
  return { ...before, entries, heads: headsOf(entries, [...new Set(sizes)], 'database', signedWith) }
}

/** What the witness has seen, changed and chained anew. */
function contentsWithOneChanged({ entries, witnessed }: Evidence, at: number) {
  const index = at % witnessed[0].size
  const contents = contentsOf(entries)
  return contents.with(index, { ...contents[index], actor: `${contents[index].actor}x` })
}

export const tamperings: Tampering[] = [
  ...fields.map((field): Tampering => ({
    name: `${field} of an entry is changed`,
    found: { kind: 'changed' },
    tamper: (before, at) => withEntry(before, at, (entry) => ({ ...entry, [field]: `${entry[field] ?? ''}x` })),
  })),
  ...(['before', 'after', 'reason', 'request'] as const).map((field): Tampering => ({
    name: `${field} of an entry is taken out, or an empty one put in`,
    found: { kind: 'changed' },
    tamper: (before, at) => withEntry(before, at, (entry) => ({ ...entry, [field]: entry[field] == null ? '' : null })),
  })),
  {
    name: 'one field’s value is moved to another field',
    found: { kind: 'changed' },
    tamper: (before, at) =>
      withEntry(before, at, (entry) => ({ ...entry, actor: '', subject: entry.actor + entry.subject })),
  },
  {
    name: 'an entry’s link to the one before is changed',
    found: { kind: 'chain' },
    tamper: (before, at) => withEntry(before, at, (entry) => ({ ...entry, prev: '00'.repeat(32) })),
  },
  {
    name: 'an entry’s link is changed and its hash computed anew',
    found: { kind: 'chain' },
    tamper: (before, at) => withEntry(before, at, (entry) => rehashed({ ...entry, prev: '00'.repeat(32) })),
  },
  {
    name: 'an entry’s hash is changed',
    found: { kind: 'changed' },
    tamper: (before, at) => withEntry(before, at, (entry) => ({ ...entry, hash: '00'.repeat(32) })),
  },
  {
    name: 'an entry before the last is changed and its hash computed anew',
    found: { kind: 'chain' },
    tamper: (before, at) =>
      withEntry(before, at % (before.entries.length - 1), (entry) => rehashed({ ...entry, actor: `${entry.actor}x` })),
  },
  {
    name: 'the last entry is changed and its hash computed anew',
    found: { kind: 'root', keptBy: 'database' },
    tamper: (before) =>
      withEntry(before, before.entries.length - 1, (entry) => rehashed({ ...entry, actor: `${entry.actor}x` })),
  },
  {
    name: 'an entry before the last is removed',
    found: { kind: 'sequence' },
    tamper: (before, at) => ({
      ...before,
      entries: before.entries.toSpliced(at % (before.entries.length - 1), 1),
    }),
  },
  {
    name: 'an entry is removed, and all after it are numbered and chained anew',
    found: { kind: 'cut', keptBy: 'database' },
    tamper: (before, at) => ({
      ...before,
      entries: chained(contentsOf(before.entries).toSpliced(place(before.entries, at), 1)),
    }),
  },
  {
    name: 'an entry is put in between two',
    found: { kind: 'chain' },
    tamper: (before, at) => {
      const index = place(before.entries, at)
      const forged = rehashed({ ...before.entries[index], actor: 'somebody' })
      const later = before.entries.slice(index).map((entry) => rehashed({ ...entry, seq: entry.seq + 1 }))
      return { ...before, entries: [...before.entries.slice(0, index), forged, ...later] }
    },
  },
  {
    name: 'an entry is put in, and all after it are numbered and chained anew',
    found: { kind: 'root', keptBy: 'database' },
    tamper: (before, at) => {
      const contents = contentsOf(before.entries)
      const forged = { ...contents[0], actor: `${contents[0].actor}x` }
      return { ...before, entries: chained(contents.toSpliced(place(contents, at), 0, forged)) }
    },
  },
  {
    name: 'two entries change places, each under its own hash',
    found: { kind: 'chain' },
    tamper: (before, at) => {
      const index = at % (before.entries.length - 1)
      const [a, b] = [before.entries[index], before.entries[index + 1]]
      const swapped = [rehashed({ ...b, seq: a.seq }), rehashed({ ...a, seq: b.seq })]
      return { ...before, entries: before.entries.toSpliced(index, 2, ...swapped) }
    },
  },
  {
    name: 'two entries change their numbers',
    found: { kind: 'changed' },
    tamper: (before, at) => {
      const index = at % (before.entries.length - 1)
      const [a, b] = [before.entries[index], before.entries[index + 1]]
      return {
        ...before,
        entries: before.entries.toSpliced(index, 2, { ...a, seq: b.seq }, { ...b, seq: a.seq }),
      }
    },
  },
  {
    name: 'an entry gets a number behind the end',
    found: { kind: 'sequence' },
    tamper: (before, at) => withEntry(before, at, (entry) => rehashed({ ...entry, seq: before.entries.length + 2 })),
  },
  {
    name: 'the tail is cut off',
    found: { kind: 'cut', keptBy: 'database' },
    tamper: (before, at) => ({ ...before, entries: before.entries.slice(0, place(before.entries, at)) }),
  },
  {
    name: 'the tail is cut off, and with it the heads that told of it',
    found: { kind: 'cut', keptBy: 'witness' },
    tamper: (before, at) => {
      const entries = before.entries.slice(0, at % before.witnessed[0].size)
      return { ...before, entries, heads: before.heads.filter(({ size }) => size <= entries.length) }
    },
  },
  {
    name: 'the whole trail is emptied, heads and all',
    found: { kind: 'cut', keptBy: 'witness' },
    tamper: (before) => ({ ...before, entries: [], heads: [] }),
  },
  {
    name: 'an entry is changed and all are chained anew, the heads left as they were',
    found: { kind: 'root', keptBy: 'database' },
    tamper: (before, at) => ({ ...before, entries: chained(contentsWithOneChanged(before, at)) }),
  },
  {
    name: 'an entry is changed, all are chained anew, and every head is signed anew with the right key',
    found: { kind: 'root', keptBy: 'witness' },
    tamper: (before, at) => rewritten(before, contentsWithOneChanged(before, at)),
  },
  {
    name: 'an entry is changed, all are chained anew, and every head is signed with another key',
    found: { kind: 'signature', keptBy: 'database' },
    tamper: (before, at) => rewritten(before, contentsWithOneChanged(before, at), anotherKey),
  },
  {
    name: 'a head is signed with another key',
    found: { kind: 'signature', keptBy: 'database' },
    tamper: (before, at) => {
      const index = place(before.heads, at)
      const [head] = headsOf(before.entries, [before.heads[index].size], 'database', anotherKey)
      return { ...before, heads: before.heads.with(index, head) }
    },
  },
  ...(['at', 'origin', 'keyId', 'signature'] as const).map((field): Tampering => ({
    name: `${field} of a head is changed`,
    found: { kind: 'signature', keptBy: 'database' },
    tamper: (before, at) => {
      const index = place(before.heads, at)
      const head = before.heads[index]
      const value = field === 'signature' ? Buffer.alloc(64, 1).toString('base64') : `${head[field]}x`
      return { ...before, heads: before.heads.with(index, { ...head, [field]: value }) }
    },
  })),
  {
    name: 'the root of a head is changed',
    found: { kind: 'root', keptBy: 'database' },
    tamper: (before, at) => {
      const index = place(before.heads, at)
      return { ...before, heads: before.heads.with(index, { ...before.heads[index], root: 'ab'.repeat(32) }) }
    },
  },
]

/** Whether the verdict names the tampering. */
export function names({ findings }: { findings: readonly TrailFinding[] }, { found }: Tampering): boolean {
  return findings.some(
    (finding) =>
      finding.kind === found.kind &&
      (found.keptBy === undefined || ('keptBy' in finding && finding.keptBy === found.keptBy)),
  )
}
