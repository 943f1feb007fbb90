import { allocateSingles } from '../../../src/engine/allocate.ts'
import type { DrawRules, Leaf } from '../../../src/engine/draw/bundles.ts'
import { hashLeaf, sortedByTicket } from '../../../src/engine/draw/leaf.ts'
import { growTree, rootOf } from '../../../src/engine/draw/merkle.ts'
import { type DrawRecord, publishDraw } from '../../../src/engine/draw/publish-draw.ts'
import { hashPlaces, hashRules, seedOf } from '../../../src/engine/draw/seed.ts'
import type { ProgramInput } from '../../../src/engine/types.ts'
import { program } from '../support/builders.ts'

export const drand = {
  randomness: 'drand:quicknet:1000:fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd',
  drandSignature: 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39',
}
export const lotto = 'lotto:2027-03-06:3-11-19-22-35-41:7:1234567:654321'

export const leaf = (others: Partial<Leaf>): Leaf => ({
  v: 1,
  draw: 'demo-2027',
  ticket: 'T1',
  class: 0,
  company: [],
  wishes: ['k1'],
  ageBand: 'U3',
  start: '2027-08',
  hours: 35,
  score: 10,
  salt: '5a'.repeat(32),
  ...others,
})

type Given = Partial<
  Pick<DrawRecord, 'domain' | 'randomness' | 'drandSignature' | 'rejections' | 'withdrawals' | 'run'>
> & {
  programs: ProgramInput[]
  leaves: Leaf[]
}

/** A draw of these leaves with its allocation, as the whole way from the freeze to the outcome makes it. */
export function drawRecord({ programs, leaves, ...given }: Given): DrawRecord {
  const { domain = 'kita-seed/v1', randomness = lotto, rejections = [], withdrawals = [] } = given
  const placesSalt = 'c3'.repeat(32)
  const rules: DrawRules = {
    v: 1,
    randomness: randomness.startsWith('drand:') ? 'drand:quicknet:1000' : 'lotto:2027-03-06',
    places: hashPlaces(programs, placesSalt),
    names: { k1: 'Kita Demo-Birke, U3, 35 Stunden', A: 'Demo-Werke' },
    points: { sibling: 5, 'single parent': 10 },
  }
  const root = rootOf(growTree(sortedByTicket(leaves).map(hashLeaf)))
  const seed = seedOf({ domain, root, rulesHash: hashRules(rules), randomness })
  const problem = {
    format: 'allocation-problem/1' as const,
    programs,
    children: leaves
      .filter(({ ticket }) => !withdrawals.includes(ticket))
      .map(({ ticket, wishes, company, score }) => {
        const blocked = rejections
          .filter((rejection) => rejection.ticket === ticket)
          .map((rejection) => rejection.program)
        return { id: ticket, wishes, companies: company, priority: score, ...(blocked.length > 0 && { blocked }) }
      }),
    families: [],
    seed,
  }
  return {
    draw: 'demo-2027',
    domain,
    rules,
    placesSalt,
    leaves,
    randomness,
    run: 1,
    rejections,
    withdrawals,
    problem,
    outcome: allocateSingles(problem),
    ...given,
  }
}

/**
 * Two large programs with more children than places, scores with ties, company places, and a program too small for figures. Nobody
 * got there by lot alone everywhere: T03 and T07 are told apart by it.
 */
export function demoRecord(given: Omit<Given, 'programs' | 'leaves'> = {}): DrawRecord {
  const leaves = Array.from({ length: 24 }, (_, at) =>
    leaf({
      ticket: `T${String(at).padStart(2, '0')}`,
      company: at % 3 === 0 ? ['A'] : at % 5 === 0 ? ['A', 'B'] : [],
      wishes: at % 4 === 0 ? ['k3', 'k1', 'k2'] : at % 2 === 0 ? ['k1', 'k2'] : ['k2', 'k3', 'k1'],
      score: at % 6 === 0 ? { k1: 15, k2: 10, k3: 10 } : 10 + 5 * (at % 2),
      salt: at.toString(16).padStart(64, '0'),
    }),
  )
  return drawRecord({
    programs: [program('k1', 6, { A: 2 }), program('k2', 8, { B: 1 }), program('k3', 2)],
    leaves,
    ...given,
  })
}

export const demoDraw = (given: Omit<Given, 'programs' | 'leaves'> = {}) => publishDraw(demoRecord(given))

export const familyBundle = (ticket: string, draw = demoDraw()) => {
  const bundle = draw.familyBundleOf(ticket)
  if (!bundle) throw new Error(`no ticket ${ticket}`)
  return bundle
}
