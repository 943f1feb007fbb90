import { createHash } from 'node:crypto'
import { canonicalJson } from '../canonical.ts'
import { compareIds } from '../order.ts'
import type { ProgramInput } from '../types.ts'
import type { DrawRules, SeedDomain } from './bundles.ts'

/** What a seed is made of; `root` and `rulesHash` are hex of 32 bytes, `randomness` is R. */
export type SeedInput = { domain: SeedDomain; root: string; rulesHash: string; randomness: string }

/** SHA-256 of the rules in canonical JSON, hex. */
export function hashRules(rules: DrawRules): string {
  return createHash('sha256').update(canonicalJson(rules), 'utf8').digest('hex')
}

/**
 * SHA-256 of the programs, sorted by id, and a salt in canonical JSON. The rules carry it, so that nobody can change a capacity or
 * a reserve once the lots are known; the salt keeps contingents, which are small numbers, from being tried out.
 *
 * @param salt 32 random bytes as hex
 */
export function hashPlaces(programs: readonly ProgramInput[], salt: string): string {
  const sorted = programs.toSorted((a, b) => compareIds(a.id, b.id))
  return createHash('sha256')
    .update(canonicalJson({ programs: sorted, salt }), 'utf8')
    .digest('hex')
}

/**
 * SHA-256(domain ‖ 0x00 ‖ root ‖ rulesHash ‖ length of R as uint16, big end first ‖ R), hex; R as UTF-8.
 *
 * @throws if R is longer than 65,535 bytes, which no reader lets in
 */
export function seedOf({ domain, root, rulesHash, randomness }: SeedInput): string {
  const bytes = Buffer.from(randomness, 'utf8')
  const length = Buffer.alloc(2)
  length.writeUInt16BE(bytes.length)
  return createHash('sha256')
    .update(`${domain}\0`, 'utf8')
    .update(root, 'hex')
    .update(rulesHash, 'hex')
    .update(length)
    .update(bytes)
    .digest('hex')
}
