import { kilometresBetween, type Point } from './distance.ts'
import { type AgeRange, fitsAge } from './family-service.ts'

/** What a search looks at. */
export type Searchable<Location extends Point = Point> = AgeRange & {
  name: string
  kind: string
  description: string
  provider: string
  locations: readonly Location[]
}

/** What is left out does not narrow the search. */
export type FamilyServiceSearch = {
  text?: string
  kind?: string
  ageInMonths?: number
  near?: Point
  sort: 'distance' | 'name'
}

/** The nearest of its places; the first where nobody said from where, and then without kilometres. */
export type Found<Service extends Searchable> = {
  service: Service
  location: Service['locations'][number] | null
  kilometres: number | null
}

/**
 * The services that fit, sorted. Advice sets no age and fits every child. Without a place to measure from, and where two are
 * equally near, the name decides.
 */
export function searchFamilyServices<Service extends Searchable>(
  services: readonly Service[],
  search: FamilyServiceSearch,
  compareNames: (a: string, b: string) => number,
): Found<Service>[] {
  const { kind, ageInMonths, near } = search
  const found = services
    .filter((service) => kind === undefined || service.kind === kind)
    .filter((service) => ageInMonths === undefined || fitsAge(service, ageInMonths))
    .filter((service) => search.text === undefined || saysAll(service, search.text))
    .map((service) => ({ service, ...nearest<Service>(service.locations, near) }))
  const byName = (a: Found<Service>, b: Found<Service>) => compareNames(a.service.name, b.service.name)
  const far = Number.MAX_SAFE_INTEGER
  return found.toSorted((a, b) =>
    search.sort === 'distance' ? (a.kilometres ?? far) - (b.kilometres ?? far) || byName(a, b) : byName(a, b),
  )
}

function nearest<Service extends Searchable>(
  locations: Service['locations'],
  from: Point | undefined,
): Pick<Found<Service>, 'location' | 'kilometres'> {
  if (!from) return { location: locations.at(0) ?? null, kilometres: null }
  const measured = locations.map((location) => ({ location, kilometres: kilometresBetween(from, location) }))
  return measured.toSorted((a, b) => a.kilometres - b.kilometres).at(0) ?? { location: null, kilometres: null }
}

/** Every word of the text stands somewhere in the entry. */
function saysAll({ name, kind, description, provider }: Searchable, text: string): boolean {
  const said = [name, kind, description, provider].join(' ')
  return [german, plain].some((fold) => {
    const here = fold(said)
    return fold(text)
      .split(/\s+/)
      .every((word) => here.includes(word))
  })
}

/** Umlauts as people type them without the keys for them: Frühstück, Fruehstueck. */
function german(text: string): string {
  const spelled = text.normalize('NFC').toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue')
  return plain(spelled)
}

/** Without any marks: Frühstück, Fruhstuck. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replaceAll(/\p{M}/gu, '').trim()
}
