import type { AllocationProblem, ChildInput, FamilyInput, ProgramInput } from '../../src/engine/types.ts'
import { mulberry32, pickDistinct } from './random.ts'

const companies = Array.from({ length: 12 }, (_, at) => `A${at + 10}`)
const companiesPerProgram = 5
const bands = ['u3', 'o3']

/**
 * A sibling market made from a seed: 15 % of the families have several children, one in five of these twins who need the
 * same band. Kitas have a program for each band, nine places for ten children, 80 % of the places reserved for five of
 * twelve companies. Parents work for none, one or two of them. Points are coarse, as in real catalogues, with an
 * addition at some Kitas, so that lots decide a good deal. A family wants all its children in one Kita.
 */
export function generateFamilyProblem(families: number, seed = 1): AllocationProblem {
  const random = mulberry32(seed)
  const below = (most: number) => Math.floor(most * random())
  const kitas = Math.max(4, Math.round(families / 20))
  const children: ChildInput[] = []
  const siblings: FamilyInput[] = []
  const wanted = new Map<string, number>()

  for (let family = 0; family < families; family++) {
    const several = random() < 0.15
    const count = several ? (random() < 0.1 ? 3 : 2) : 1
    const twins = several && random() < 0.2
    const employers = random() < 0.3 ? 2 : random() < 0.6 ? 1 : 0
    const own = pickDistinct(random, employers, companies.length).map((at) => companies[at])
    const list: string[] = []
    for (const length = Math.min(kitas, 3 + below(6)); list.length < length;) {
      const kita = `k${String(Math.floor(kitas * random() ** 1.5)).padStart(4, '0')}`
      if (!list.includes(kita)) list.push(kita)
    }
    const points = 10 * below(16)
    const near = list.map(() => (random() < 0.3 ? 15 : 0))
    const lot = Array.from({ length: 16 }, () => below(16).toString(16)).join('')
    const firstBand = below(2)
    const ids = Array.from({ length: count }, (_, at) => `c${String(family).padStart(6, '0')}-${at}`)
    const bandOf = (at: number) => bands[(firstBand + (twins ? 0 : at)) % 2]
    ids.forEach((id, at) => {
      const program = (kita: string) => `${kita}-${bandOf(at)}`
      wanted.set(bandOf(at), (wanted.get(bandOf(at)) ?? 0) + 1)
      children.push({
        id,
        wishes: several ? [] : list.map(program),
        companies: own,
        priority: Object.fromEntries(list.map((kita, wish) => [program(kita), points + near[wish]])),
        lot,
      })
    })
    if (!several) continue
    siblings.push({
      id: `f${String(family).padStart(6, '0')}`,
      children: ids,
      together: 'require',
      wishes: list.map((kita) => ids.map((_, at) => `${kita}-${bandOf(at)}`)),
    })
  }
  const programs = Array.from({ length: kitas }, (_, kita) => kita).flatMap((kita) =>
    bands.map((band): ProgramInput => {
      const average = (0.9 * (wanted.get(band) ?? 0)) / kitas
      const capacity = Math.max(companiesPerProgram, Math.round(average * (0.5 + random())))
      const reserved = Math.floor(0.8 * capacity)
      const reserves = pickDistinct(random, companiesPerProgram, companies.length).map((company, at) => [
        companies[company],
        Math.floor((reserved * (at + 1)) / companiesPerProgram) - Math.floor((reserved * at) / companiesPerProgram),
      ])
      return { id: `k${String(kita).padStart(4, '0')}-${band}`, capacity, reserves: Object.fromEntries(reserves) }
    }),
  )
  return { format: 'allocation-problem/1', programs, children, families: siblings }
}
