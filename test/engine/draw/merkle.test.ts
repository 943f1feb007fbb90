import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  growTree,
  noLeaves,
  proveInclusion,
  rootFromProof,
  rootOf,
  rootOfFrontier,
  withLeaf,
} from '../../../src/engine/draw/merkle.ts'
import { numRuns } from '../support/problems.ts'

const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
const leafHash = (data: string) => sha256(Uint8Array.of(0), Buffer.from(data, 'hex')).toString('hex')

/** MTH of RFC 9162, 2.1.1, word for word. */
function rootByDefinition(hashes: string[]): Buffer {
  if (hashes.length === 0) return sha256()
  if (hashes.length === 1) return Buffer.from(hashes[0], 'hex')
  let k = 1
  while (k * 2 < hashes.length) k *= 2
  return sha256(Uint8Array.of(1), rootByDefinition(hashes.slice(0, k)), rootByDefinition(hashes.slice(k)))
}

const leaves = (count: number) => Array.from({ length: count }, (_, at) => leafHash(at.toString(16).padStart(4, '0')))

describe('the tree', () => {
  // The test vectors of Certificate Transparency's reference implementation.
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']

  test.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('of the first %i published inputs has the published root', (count, root) => {
    expect(rootOf(growTree(inputs.slice(0, count).map(leafHash)))).toBe(root)
  })

  test('of any number of leaves is that of the definition', () => {
    for (let count = 0; count <= 70; count++) {
      expect(rootOf(growTree(leaves(count)))).toBe(rootByDefinition(leaves(count)).toString('hex'))
    }
  })
})

describe('a tree that is grown leaf by leaf, of which only the roots of its perfect parts are kept', () => {
  test('has at every size the root of the definition, and keeps one root for each bit of its size', () => {
    let frontier = noLeaves
    for (let count = 0; count <= 140; count++) {
      expect(rootOfFrontier(frontier)).toBe(rootByDefinition(leaves(count)).toString('hex'))
      expect(frontier.roots).toHaveLength(count.toString(2).replaceAll('0', '').length)
      frontier = withLeaf(frontier, leaves(count + 1)[count])
    }
  })
})

describe('a proof of inclusion', () => {
  const trees = fc.integer({ min: 1, max: 200 }).chain((count) => fc.tuple(fc.constant(count), fc.nat(count - 1)))

  test('leads from every leaf to the root', () => {
    fc.assert(
      fc.property(trees, ([count, index]) => {
        const tree = growTree(leaves(count))
        expect(rootFromProof(leaves(count)[index], count, proveInclusion(tree, index))).toBe(rootOf(tree))
      }),
      { numRuns: numRuns(100) },
    )
  })

  test('does not with another leaf, another position, another size or another path', () => {
    fc.assert(
      fc.property(trees, fc.nat(1000), ([count, index], at) => {
        fc.pre(count > 1)
        const tree = growTree(leaves(count))
        const { path } = proveInclusion(tree, index)
        const root = rootOf(tree)
        const own = leaves(count)[index]
        const other = leafHash('ffff')
        const place = at % path.length

        expect(rootFromProof(other, count, { index, path })).not.toBe(root)
        expect(rootFromProof(own, count, { index: (index + 1) % count, path })).not.toBe(root)
        expect(rootFromProof(own, count * 2, { index, path })).not.toBe(root)
        expect(rootFromProof(own, count, { index, path: path.slice(1) })).not.toBe(root)
        expect(rootFromProof(own, count, { index, path: [...path, other] })).toBeNull()
        expect(rootFromProof(own, count, { index, path: path.with(place, other) })).not.toBe(root)
        expect(rootFromProof(own, index, { index, path })).toBeNull()
      }),
      { numRuns: numRuns(100) },
    )
  })
})
