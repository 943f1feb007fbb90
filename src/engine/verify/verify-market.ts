import { inPriorityOrder } from './candidates.ts'
import { chooseFromScratch, type Chosen } from './choose-from-scratch.ts'
import { NONE, slotOf, type CompanyRows, type Market } from '../market.ts'
import { EVERYBODY, emptyThresholds, setThresholds, type Thresholds } from './verify-thresholds.ts'

/** Who has which place and for whom it counts, for each child: position in its list, and company; NONE for none. */
export type Placement = { wish: Int32Array; countsFor: Int32Array }

export type MarketViolation = {
  check: 'V2' | 'V3' | 'V4' | 'V5' | 'V6'
  program: number
  child: number
  company: number
  message: string
}

/**
 * Judges a placement by definition, from the market alone: V2 within lists and capacities, V3 labels, V4 no waste, V5 the
 * companies' guarantee, V6 no justified envy. V4 to V6 together say that the placement is stable.
 *
 * Cost: O(wishes + Σ q log q), with the programs' numbers of companies as a factor.
 */
export function verifyMarket(
  market: Market,
  placement: Placement,
): { violations: MarketViolation[]; thresholds: Thresholds } {
  const { wishStart } = market
  const violations: MarketViolation[] = []
  const thresholds = emptyThresholds(market)
  const wishOf = placement.wish.map((at, child) => (at === NONE ? NONE : wishStart[child] + at))
  const held = childrenByProgram(market, wishOf)

  for (let program = 0; program < market.programs; program++) {
    const members = held.members.subarray(held.start[program], held.start[program + 1])
    const candidates = inPriorityOrder(market, program, members, wishOf)
    const { children } = candidates
    thresholds.held[program] = children.length
    if (children.length > market.capacity[program]) {
      violations.push(about('V2', program, NONE, `holds ${children.length} children, its places are fewer`))
    }
    const chosen = chooseFromScratch(market, program, candidates, wishOf)
    setThresholds(market, thresholds, program, candidates, wishOf, chosen)
    violations.push(...checkLabels(market, program, children, placement.countsFor, chosen))
  }
  placement.countsFor.forEach((company, child) => {
    if (company !== NONE && placement.wish[child] === NONE) {
      violations.push(about('V3', NONE, child, 'counts for a company without a place'))
    }
  })
  addEnvy(market, placement, thresholds, violations)
  return { violations, thresholds }
}

/** The children of program p are `members[start[p]]` to `members[start[p + 1] - 1]`. */
export function childrenByProgram({ programs, wishes }: Market, wishOf: Int32Array) {
  const start = new Int32Array(programs + 1)
  for (const wish of wishOf) if (wish !== NONE) start[wishes[2 * wish] + 1]++
  for (let program = 0; program < programs; program++) start[program + 1] += start[program]
  const members = new Int32Array(start[programs])
  const next = start.slice()
  for (let child = 0; child < wishOf.length; child++) {
    if (wishOf[child] !== NONE) members[next[wishes[2 * wishOf[child]]]++] = child
  }
  return { start, members }
}

// V3: labels are of the child's companies, within the reserves, as many as there can be, and the ones of the rule.
function checkLabels(
  market: Market,
  program: number,
  children: number[],
  countsFor: Int32Array,
  { kept, onCompanyPlaces: { order, matching } }: Chosen,
): MarketViolation[] {
  const { reserves, childCompanies } = market
  const first = reserves.start[program]
  const places = reserves.places.subarray(first, reserves.start[program + 1])
  const used = new Int32Array(places.length)
  const found: MarketViolation[] = []
  for (const at of kept) {
    const company = countsFor[children[at]]
    if (company !== NONE)
      found.push(about('V3', program, children[at], 'counts for a company on its present place', company))
  }
  let labelled = 0
  for (const child of children) {
    const company = countsFor[child]
    if (company === NONE) continue
    labelled++
    const slot = slotOf(reserves, program, company)
    if (slot !== NONE) used[slot]++
    const own = company === childCompanies[2 * child] || company === childCompanies[2 * child + 1]
    if (!own) found.push(about('V3', program, child, 'counts for a company that is not its own', company))
    else if (slot === NONE) found.push(about('V3', program, child, 'counts for a company without places here', company))
  }
  used.forEach((number, slot) => {
    if (number <= places[slot]) return
    const company = reserves.company[first + slot]
    found.push(about('V3', program, NONE, `${number} children count for ${places[slot]} reserved places`, company))
  })
  if (labelled !== matching.size) {
    found.push(about('V3', program, NONE, `${labelled} company places in use, ${matching.size} could be`))
  }
  if (found.length > 0 || matching.size === 0) return found

  matching.settle()
  order.forEach((candidate, at) => {
    const child = children[candidate]
    const expected = matching.seat[at] === NONE ? NONE : reserves.company[first + matching.seat[at]]
    if (countsFor[child] !== expected) {
      found.push(about('V3', program, child, 'has another label than the rule gives', countsFor[child]))
    }
  })
  return found
}

// V4 to V6: no child would get in where it would rather be.
function addEnvy(market: Market, { wish }: Placement, thresholds: Thresholds, violations: MarketViolation[]): void {
  const { wishStart, wishes, poolRank, shares, present } = market
  const oneOrder = poolRank === null && shares === null
  for (let child = 0; child < market.children; child++) {
    const first = wishStart[child]
    const end = wish[child] === NONE ? wishStart[child + 1] : first + wish[child]
    for (let at = first; at < end; at++) {
      const program = wishes[2 * at]
      const rank = wishes[2 * at + 1]
      if (oneOrder && rank >= thresholds.loosest[program] && present?.[child] !== program) continue
      const violation = envyAt(market, thresholds, program, child, rank, poolRank === null ? rank : poolRank[at])
      if (violation !== null) violations.push(violation)
    }
  }
}

/** What is wrong if a child that has not got this program would rather be there; null if it would not be kept. */
export function envyAt(
  { reserves, shares, childCompanies, capacity, present }: Market,
  thresholds: Thresholds,
  program: number,
  child: number,
  rank: number,
  poolRank: number,
): MarketViolation | null {
  if (present?.[child] === program) return about('V6', program, child, 'has lost its present place')
  if (thresholds.held[program] < capacity[program]) {
    return about('V4', program, child, 'would rather have the place that is free here')
  }
  if (poolRank < thresholds.belowOfPool[program]) {
    return about('V6', program, child, 'comes before the last one held in the pool')
  }
  for (let own = 2 * child; own < 2 * child + 2; own++) {
    const company = childCompanies[own]
    const below = belowAt(reserves, thresholds.belowOfCompany, program, company)
    if (below === EVERYBODY) return about('V5', program, child, 'would fill a free place of its company', company)
    if (rank < below) return about('V6', program, child, 'comes before the last one on a place of its company', company)
    if (shares !== null && poolRank < belowAt(shares, thresholds.belowOfShare, program, company)) {
      return about('V6', program, child, "comes before the last one on its company's share of the pool", company)
    }
  }
  return null
}

function belowAt(rows: CompanyRows, below: Int32Array, program: number, company: number): number {
  const slot = slotOf(rows, program, company)
  return slot === NONE ? NONE : below[rows.start[program] + slot]
}

function about(
  check: MarketViolation['check'],
  program: number,
  child: number,
  message: string,
  company = NONE,
): MarketViolation {
  return { check, program, child, company, message }
}
