import { NONE, slotOf, type CompanyRows, type Market } from '../market.ts'
import { divideBySainteLague } from '../sainte-lague.ts'
import { liveOptions, type Component } from './components.ts'
import type { Narrowed } from './narrow.ts'
import { sizeOf, wishesOfOption, type Units } from './units.ts'

/** More sets of companies at one program than these are not written down: the exact step gives up. */
const mostCompanySets = 2_048

/** What is given about one component, as facts for `encoding.ts`; null where it would become too large to be written. */
export function factsOf(market: Market, units: Units, narrowed: Narrowed, component: Component): string | null {
  const facts = new Facts(market, units, narrowed, component)
  return facts.write() ? facts.text : null
}

class Facts {
  text = ''
  private readonly market: Market
  private readonly units: Units
  private readonly narrowed: Narrowed
  private readonly component: Component
  private readonly contested: Set<number>

  constructor(market: Market, units: Units, narrowed: Narrowed, component: Component) {
    this.market = market
    this.units = units
    this.narrowed = narrowed
    this.component = component
    this.contested = new Set(component.contested.map(({ program }) => program))
  }

  write(): boolean {
    const own = new Set(this.component.units)
    const inLotOrder = this.units.lotOrder.filter((unit) => own.has(unit))
    for (const unit of inLotOrder) this.unit(unit)
    inLotOrder.forEach((unit, at) => this.say('turn', unit, at + 1))
    return this.component.contested.every(({ program, applicants }) => this.program(program, applicants, own))
  }

  private say(name: string, ...terms: (number | string)[]): void {
    this.text += `${name}(${terms.join(',')}).\n`
  }

  private unit(unit: number): void {
    const { position, positionOfNothing } = this.units
    this.say('unit', unit)
    this.say('weight', unit, sizeOf(this.units, unit))
    this.say('nothing', unit, positionOfNothing[unit])
    for (const option of liveOptions(this.units, this.narrowed, unit)) {
      if (this.narrowed.possible[option] === 1) this.say('option', unit, position[option])
      if (this.narrowed.mayBlock[option] === 1) this.say('contests', unit, position[option])
      this.option(unit, option)
    }
  }

  private option(unit: number, option: number): void {
    const { market, units } = this
    const position = units.position[option]
    const wishes = wishesOfOption(units, option, sizeOf(units, unit))
    for (const wish of wishes) {
      const program = market.wishes[2 * wish]
      const child = units.childOf[wish]
      if (!this.contested.has(program)) continue
      if (this.narrowed.possible[option] === 1) this.say('sends', unit, position, child, program)
      else this.say('of', unit, child)
      const together = wishes.filter((other) => market.wishes[2 * other] === program).length > 1
      const scene = together || this.mayBeThere(unit, option, program) ? `own(${unit},${position},${program})` : program
      this.say('tries', scene, unit, position, child)
      if (scene === program) continue
      this.say('scene', scene, program)
      this.say('without', scene, unit)
      this.say('brings', scene, child)
    }
  }

  // A family that would leave a place at the program for this option has to be looked at without that place.
  private mayBeThere(unit: number, option: number, program: number): boolean {
    const size = sizeOf(this.units, unit)
    return liveOptions(this.units, this.narrowed, unit).some((worse) => {
      if (worse <= option || this.narrowed.possible[worse] === 0) return false
      return wishesOfOption(this.units, worse, size).some((wish) => this.market.wishes[2 * wish] === program)
    })
  }

  private program(program: number, applicants: number[], own: ReadonlySet<number>): boolean {
    const { market, units } = this
    const childOf = (wish: number) => units.childOf[wish]
    this.say('plain', program)
    this.say('scene', program, program)
    this.say('capacity', program, market.capacity[program])
    this.say('last', program, applicants.length)
    for (const wish of applicants)
      if (!own.has(units.unitOf[childOf(wish)])) this.say('settled', childOf(wish), program)
    const rank = (wish: number) => market.wishes[2 * wish + 1]
    const poolRank = (wish: number) => market.poolRank?.[wish] ?? rank(wish)
    applicants
      .toSorted((a, b) => rank(a) - rank(b))
      .forEach((wish, at) => this.say('rank', program, childOf(wish), at + 1))
    applicants
      .toSorted((a, b) => poolRank(a) - poolRank(b))
      .forEach((wish, at) => this.say('poolrank', program, childOf(wish), at + 1))

    const { reserves, shares } = market
    const places = (slot: number) => reserves.places[reserves.start[program] + slot]
    const sets = this.companySets(reserves, program, applicants, 'inside')
    if (sets === null) return false
    sets.forEach((set, at) => this.say('reserve', program, at, sum(set.map(places))))
    this.presentPlaces(program, applicants, sets.length)
    return shares === null || this.shares(shares, program, applicants)
  }

  // One more set, of all companies: present places may leave fewer places than they have together.
  private presentPlaces(program: number, applicants: number[], all: number): void {
    const { present, reserves, capacity, childCompanies } = this.market
    if (present === null) return
    const children = applicants.map((wish) => this.units.childOf[wish])
    const staying = children.filter((child) => present[child] === program)
    if (staying.length === 0) return
    this.say('kept', program)
    for (const child of staying) this.say('present', child, program)
    this.say('all', program, all)
    this.say('reserve', program, all, capacity[program])
    for (const child of children) {
      const own = [childCompanies[2 * child], childCompanies[2 * child + 1]]
      if (own.some((company) => slotOf(reserves, program, company) !== NONE)) this.say('inside', program, child, all)
    }
  }

  private shares(shares: NonNullable<Market['shares']>, program: number, applicants: number[]): boolean {
    const first = shares.start[program]
    const weights = shares.weight.subarray(first, shares.start[program + 1])
    if (weights.length === 0) return true
    this.say('sharing', program)
    const sets = this.companySets(shares, program, applicants, 'insideshare')
    if (sets === null) return false
    const most = Math.min(shares.capacity[program], applicants.length)
    for (let seated = 0; seated <= most; seated++) {
      const divided = divideBySainteLague(shares.capacity[program] - seated, weights)
      // More places than children who may come are as good as one for each.
      const places = (slot: number) => Math.min(divided[slot], applicants.length)
      sets.forEach((set, at) => this.say('share', program, seated, at, sum(set.map(places))))
    }
    return true
  }

  // The sets of companies that matter: those that children who fit two of them hold together.
  private companySets(rows: CompanyRows, program: number, applicants: number[], fact: string): number[][] | null {
    const slots = rows.start[program + 1] - rows.start[program]
    const fits = new Map<number, number[]>()
    for (const wish of applicants) {
      const child = this.units.childOf[wish]
      const { childCompanies } = this.market
      const own = [childCompanies[2 * child], childCompanies[2 * child + 1]]
        .map((company) => slotOf(rows, program, company))
        .filter((slot) => slot !== NONE)
      if (own.length > 0) fits.set(child, own)
    }
    const sets = connectedSets(
      slots,
      [...fits.values()].filter((own) => own.length === 2),
    )
    if (sets === null) return null
    for (const [child, own] of fits) {
      sets.forEach((set, at) => {
        if (own.every((slot) => set.includes(slot))) this.say(fact, program, child, at)
      })
    }
    return sets
  }
}

/** All sets of 0 … count − 1 that hang together by the pairs; null where there are too many. */
export function connectedSets(count: number, pairs: number[][]): number[][] | null {
  const found = new Map<string, number[]>()
  const queue: number[][] = Array.from({ length: count }, (_, one) => [one])
  for (const set of queue) {
    const name = set.join(' ')
    if (found.has(name)) continue
    found.set(name, set)
    if (found.size > mostCompanySets) return null
    for (const [one, other] of pairs) {
      if (set.includes(one) !== set.includes(other)) {
        queue.push([...set, set.includes(one) ? other : one].toSorted((a, b) => a - b))
      }
    }
  }
  return [...found.values()]
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
