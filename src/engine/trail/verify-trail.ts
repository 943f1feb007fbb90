import { type Frontier, noLeaves, rootOfFrontier, withLeaf } from '../draw/merkle.ts'
import { type ChainedEntry, hashEntry } from './entry.ts'
import { isSignedBy, type SignedHead } from './head.ts'

/** A head, and who kept it: only what lies outside can show that everything here was made anew. */
export type KeptHead = SignedHead & { keptBy: 'database' | 'witness' }

export type TrailFinding =
  /** Instead of the next number another one: an entry was removed, added or moved. */
  | { kind: 'sequence'; seq: number; expected: number }
  /** The entry does not have its own hash. */
  | { kind: 'changed'; seq: number }
  /** It does not follow the hash of the entry before. */
  | { kind: 'chain'; seq: number }
  /** A head covers more entries than there are. */
  | { kind: 'cut'; size: number; keptBy: KeptHead['keptBy']; entries: number }
  /** The entries lead to another root than the head's. */
  | { kind: 'root'; size: number; keptBy: KeptHead['keptBy'] }
  /** None of the trusted keys has signed the head. */
  | { kind: 'signature'; size: number; keptBy: KeptHead['keptBy'] }

export type TrailVerdict = {
  entries: number
  /** The first of them, at most `mostFindings`. */
  findings: TrailFinding[]
  /** How many there are in all. */
  found: number
  /** The number of entries that the largest head covers which holds; 0 without one. */
  provedBy: Record<KeptHead['keptBy'], number>
}

const mostFindings = 100

/**
 * Judges a trail entry by entry, in the order of their numbers, whatever its length: numbers without gaps, each entry under its own
 * hash and after the one before, every head signed by a trusted key and on the very entries that it covers.
 *
 * What it cannot see: entries after the last head that somebody outside has kept may all have been written anew by whoever holds the
 * database and the key.
 *
 * @param trustedKeys public keys of 32 bytes in base64
 */
export class TrailVerifier {
  readonly #heads = new Map<number, KeptHead[]>()
  readonly #trustedKeys: readonly string[]
  readonly #findings: TrailFinding[] = []
  readonly #provedBy = { database: 0, witness: 0 }
  #found = 0
  #frontier: Frontier = noLeaves
  #seq = 0
  #prev = ''

  constructor(heads: readonly KeptHead[], trustedKeys: readonly string[]) {
    for (const head of heads) this.#heads.set(head.size, [...(this.#heads.get(head.size) ?? []), head])
    this.#trustedKeys = trustedKeys
  }

  take({ hash, ...entry }: ChainedEntry): void {
    const { seq } = entry
    const own = hashEntry(entry)
    if (seq !== this.#seq + 1) this.#tell({ kind: 'sequence', seq, expected: this.#seq + 1 })
    if (hash !== own) this.#tell({ kind: 'changed', seq })
    if (entry.prev !== this.#prev) this.#tell({ kind: 'chain', seq })
    this.#seq = seq
    this.#prev = hash
    this.#frontier = withLeaf(this.#frontier, own)
    for (const head of this.#heads.get(this.#frontier.size) ?? []) this.#judge(head)
  }

  /** After the last entry. */
  conclude(): TrailVerdict {
    const entries = this.#frontier.size
    for (const head of [...this.#heads.values()].flat().filter(({ size }) => size > entries)) {
      this.#tell({ kind: 'cut', size: head.size, keptBy: head.keptBy, entries })
      this.#checkSignature(head)
    }
    return { entries, findings: this.#findings, found: this.#found, provedBy: this.#provedBy }
  }

  #judge(head: KeptHead): void {
    const { size, keptBy } = head
    const signed = this.#checkSignature(head)
    const led = rootOfFrontier(this.#frontier) === head.root
    if (!led) this.#tell({ kind: 'root', size, keptBy })
    if (signed && led) this.#provedBy[keptBy] = size
  }

  #checkSignature(head: KeptHead): boolean {
    const signed = this.#trustedKeys.some((key) => isSignedBy(head, key))
    if (!signed) this.#tell({ kind: 'signature', size: head.size, keptBy: head.keptBy })
    return signed
  }

  #tell(finding: TrailFinding): void {
    this.#found++
    if (this.#findings.length < mostFindings) this.#findings.push(finding)
  }
}
