import type { DrawBundle, PublicBundle } from './bundles.ts'
import { growTree, rootOf } from './merkle.ts'
import { verifyAudit } from './verify-audit.ts'
import { verifyFamily } from './verify-family.ts'
import { checkHead, type DrawStep, step } from './verify-head.ts'

/**
 * Checks a bundle from itself alone, as README.md says step by step.
 *
 * @param bundle what `readBundle` accepted
 * @returns each step that this bundle allows, with what does not hold; a step without violations holds
 */
export function verifyBundle(bundle: DrawBundle): DrawStep[] {
  switch (bundle.format) {
    case 'draw-bundle-public/1':
      return [...checkHead(bundle.head), checkPublicRoot(bundle)]
    case 'draw-bundle-family/1':
      return [...checkHead(bundle.head), ...verifyFamily(bundle)]
    case 'draw-bundle-audit/1':
      return [...checkHead(bundle.head), ...verifyAudit(bundle)]
  }
}

function checkPublicRoot({ head, leafHashes }: PublicBundle): DrawStep {
  const root = rootOf(growTree(leafHashes))
  return step(
    'root',
    leafHashes.length !== head.leaves && `${leafHashes.length} leaf hashes, the head says ${head.leaves}`,
    new Set(leafHashes).size !== leafHashes.length && 'a leaf hash stands there twice',
    root !== head.root && `the leaf hashes give ${root}, the head says ${head.root}`,
  )
}
