/** The Merkle tree of RFC 9162 (Certificate Transparency 2.0), section 2.1, with SHA-256. Hashes are lower-case hex. */
import { createHash } from 'node:crypto'
import { canonicalJson } from '../canonical.ts'
import type { InclusionProof } from './bundles.ts'

/** SHA-256(0x00 ‖ canonical JSON), hex: the leaf hash of 2.1.1. */
export function hashJsonLeaf(leaf: object): string {
  return createHash('sha256').update(Uint8Array.of(0)).update(canonicalJson(leaf), 'utf8').digest('hex')
}

/** All levels of a tree from the leaf hashes up; the last holds the root alone. Without leaves there is no level. */
export type MerkleTree = string[][]

/**
 * A node without a right neighbour goes up as it is. That gives the tree of the RFC, which divides at the largest power
 * of two below the number of leaves.
 */
export function growTree(leafHashes: string[]): MerkleTree {
  const levels: MerkleTree = leafHashes.length === 0 ? [] : [leafHashes]
  let level = leafHashes
  while (level.length > 1) {
    const above: string[] = []
    for (let at = 0; at < level.length; at += 2) {
      above.push(at + 1 < level.length ? hashNode(level[at], level[at + 1]) : level[at])
    }
    levels.push(above)
    level = above
  }
  return levels
}

/** The hash of the whole tree; of no leaves, SHA-256 of nothing. */
export function rootOf(tree: MerkleTree): string {
  return tree.at(-1)?.[0] ?? createHash('sha256').digest('hex')
}

/**
 * What it takes to grow a tree further without its leaves: the roots of the perfect trees that it consists of, the largest
 * first; one for each bit that is set in `size`, the number of leaves.
 */
export type Frontier = { size: number; roots: readonly string[] }

export const noLeaves: Frontier = { size: 0, roots: [] }

export function withLeaf({ size, roots }: Frontier, leafHash: string): Frontier {
  let root = leafHash
  let kept = roots.length
  for (let left = size; left % 2 === 1; left = Math.floor(left / 2)) root = hashNode(roots[--kept], root)
  return { size: size + 1, roots: [...roots.slice(0, kept), root] }
}

/** The same root that the whole tree has. */
export function rootOfFrontier({ roots }: Frontier): string {
  return roots.length === 0 ? rootOf([]) : roots.reduceRight((right, left) => hashNode(left, right))
}

/** The audit path of RFC 9162, 2.1.3.1. */
export function proveInclusion(tree: MerkleTree, index: number): InclusionProof {
  const path: string[] = []
  for (const [height, level] of tree.entries()) {
    const neighbour = (index >> height) ^ 1
    if (level.length > 1 && neighbour < level.length) path.push(level[neighbour])
  }
  return { index, path }
}

/**
 * The root that a proof leads to, by RFC 9162, 2.1.3.2.
 *
 * @returns null if a tree of so many leaves has no such path
 */
export function rootFromProof(leafHash: string, leaves: number, { index, path }: InclusionProof): string | null {
  if (index >= leaves) return null
  let node = index
  let last = leaves - 1
  let hash = leafHash
  for (const neighbour of path) {
    if (last === 0) return null
    if (node % 2 === 1 || node === last) {
      hash = hashNode(neighbour, hash)
      while (node % 2 === 0 && node !== 0) {
        node /= 2
        last = Math.floor(last / 2)
      }
    } else hash = hashNode(hash, neighbour)
    node = Math.floor(node / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? hash : null
}

function hashNode(left: string, right: string): string {
  return createHash('sha256').update(Uint8Array.of(1)).update(left, 'hex').update(right, 'hex').digest('hex')
}
