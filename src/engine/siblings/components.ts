import { NONE, type Market } from '../market.ts'
import type { Narrowed } from './narrow.ts'
import { ProgramAlone } from './program-alone.ts'
import { sizeOf, wishesOfOption, type Units } from './units.ts'

/** Units who compete for the same programs, and nobody else does; each can be solved alone. */
export type Component = {
  units: number[]
  /** The programs where some of those who may come are turned away, each with everybody who may come. */
  contested: { program: number; applicants: number[] }[]
}

/** What is open after narrowing: `settled` holds the option of every other unit, NONE for nothing. */
export type Open = { settled: Int32Array; components: Component[] }

/** @param narrowed as `narrowOptions` left it */
export function splitIntoComponents(market: Market, units: Units, narrowed: Narrowed): Open {
  const settled = new Int32Array(units.count).fill(NONE)
  const open: number[] = []
  const applicants: number[][] = Array.from({ length: market.programs }, () => [])
  for (let unit = 0; unit < units.count; unit++) {
    const live = liveOptions(units, narrowed, unit)
    const possible = live.filter((option) => narrowed.possible[option] === 1)
    if (possible.length === 0) continue
    if (live.length === 1 && narrowed.sure[unit] === 1) settled[unit] = live[0]
    else open.push(unit)
    const wishes = new Set(live.flatMap((option) => wishesOfOption(units, option, sizeOf(units, unit))))
    for (const wish of wishes) applicants[market.wishes[2 * wish]].push(wish)
  }

  // Where everybody who may come finds a place, nobody competes.
  const contested = applicants.map((wishes, program) => {
    return wishes.length > 0 && !new ProgramAlone(market, program, wishes, units.childOf).keepsAll()
  })
  const groups = new Groups(units.count)
  const unitOfWish = (wish: number) => units.unitOf[units.childOf[wish]]
  const isOpen = new Set(open)
  applicants.forEach((wishes, program) => {
    if (!contested[program]) return
    const competing = wishes.map(unitOfWish).filter((unit) => isOpen.has(unit))
    for (const unit of competing) groups.join(competing[0], unit)
  })
  const components = new Map<number, Component>()
  for (const unit of open) {
    const root = groups.find(unit)
    const component = components.get(root) ?? { units: [], contested: [] }
    component.units.push(unit)
    components.set(root, component)
  }
  applicants.forEach((wishes, program) => {
    const first = wishes.map(unitOfWish).find((unit) => isOpen.has(unit))
    if (!contested[program] || first === undefined) return
    components.get(groups.find(first))?.contested.push({ program, applicants: wishes })
  })
  return { settled, components: [...components.values()] }
}

/** The options of a unit that may still be had or block. */
export function liveOptions({ optionStart }: Units, { possible, mayBlock }: Narrowed, unit: number): number[] {
  const live: number[] = []
  for (let option = optionStart[unit]; option < optionStart[unit + 1]; option++) {
    if (possible[option] === 1 || mayBlock[option] === 1) live.push(option)
  }
  return live
}

/** Disjoint sets that can be joined. */
class Groups {
  private readonly parent: number[]

  constructor(count: number) {
    this.parent = Array.from({ length: count }, (_, at) => at)
  }

  find(one: number): number {
    let root = one
    while (this.parent[root] !== root) root = this.parent[root]
    while (this.parent[one] !== root) [one, this.parent[one]] = [this.parent[one], root]
    return root
  }

  join(one: number, other: number): void {
    this.parent[this.find(other)] = this.find(one)
  }
}
