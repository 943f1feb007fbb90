import type { DrawHead } from './bundles.ts'
import { checkDrandSignature } from './drand.ts'
import { isNamed, readRandomness } from './randomness.ts'
import { hashRules, seedOf } from './seed.ts'

export type DrawCheck =
  | 'rules'
  | 'randomness'
  | 'signature'
  | 'seed'
  | 'root'
  | 'leaf'
  | 'lot'
  | 'explanation'
  | 'cutoffs'
  | 'places'
  | 'problem'
  | 'outcome'

/** One thing that was checked, and a line for each point where it does not hold. */
export type DrawStep = { check: DrawCheck; violations: string[] }

export function step(check: DrawCheck, ...messages: (string | false)[]): DrawStep {
  return { check, violations: messages.filter((message) => message !== false) }
}

/** What all bundles allow to check: rules, random value, the signature of drand, seed. */
export function checkHead(head: DrawHead): DrawStep[] {
  const rulesHash = hashRules(head.rules)
  const seed = seedOf(head)
  return [
    step('rules', rulesHash !== head.rulesHash && `the rules give ${rulesHash}, the head says ${head.rulesHash}`),
    ...(head.domain === 'kita-seed/v1' ? checkRandomness(head) : checkSimulation(head)),
    step('seed', seed !== head.seed && `root, rules and random value give ${seed}, the head says ${head.seed}`),
  ]
}

function checkRandomness({ randomness, rules, drandSignature }: DrawHead): DrawStep[] {
  const read = readRandomness(randomness)
  if (!read.ok) return [step('randomness', `${read.error.kind}: ${JSON.stringify(read.error.found)}`)]
  const named = step(
    'randomness',
    !isNamed(randomness, rules.randomness) && `the rules named ${rules.randomness}, the value is ${randomness}`,
  )
  if (read.value.source === 'lotto') {
    return drandSignature === undefined
      ? [named]
      : [named, step('signature', 'there is one, but the value is of Lotto')]
  }
  const error = checkDrandSignature(read.value.round, read.value.signatureHash, drandSignature)
  return [named, step('signature', error !== null && signatureErrors[error.kind])]
}

const signatureErrors = {
  'no-signature': 'the value is of drand, and its signature is missing',
  'other-hash': 'the random value is not the hash of this signature',
  'no-point': 'this is no point of the curve BLS12-381',
  'not-of-network': 'this is not the signature of this round by drand quicknet',
}

// Any text will do for a dry run, so there is nothing to check but that it does not adorn itself.
function checkSimulation({ drandSignature }: DrawHead): DrawStep[] {
  return drandSignature === undefined ? [] : [step('signature', 'there is one, but this is a dry run')]
}
