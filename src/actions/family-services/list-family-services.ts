import type { Point } from '../../domain/distance.ts'
import { type Found, searchFamilyServices } from '../../domain/family-service-search.ts'
import { scopeOf, type Viewer } from '../../policy/scope.ts'
import {
  type FamilyServiceRow,
  findHome,
  type KitaPlace,
  listActiveFamilyServices,
  listKitaPlaces,
} from '../../store/reads/family-services.ts'
import type { Deps } from '../deps.ts'

/** `near` is the id of a Kita, or 'home'. */
export type FamilyServiceQuery = {
  text?: string
  kind?: string
  ageInMonths?: number
  near?: string
  sort: 'distance' | 'name'
}

export type FamilyServiceList = {
  found: Found<FamilyServiceRow>[]
  /** All there are, whatever was asked for. */
  total: number
  kitas: KitaPlace[]
  /** Whether distances from home can be told: only a family's own, to itself. */
  hasHome: boolean
  /** From where distances were measured. */
  from: 'home' | KitaPlace | null
}

const collator = new Intl.Collator('de')

/** The public directory of family services, searched. */
export const listFamilyServices =
  (deps: Deps) =>
  async (viewer: Viewer, { near, ...query }: FamilyServiceQuery): Promise<FamilyServiceList> => {
    const services = await listActiveFamilyServices(deps.db, scopeOf(viewer, 'familyService.view'))
    const kitas = await listKitaPlaces(deps.db)
    const own = scopeOf(viewer, 'placeRequest.view')
    const home = own.kind === 'family' ? await findHome(deps.db, own) : undefined
    const kita = kitas.find(({ id }) => id === near)
    const point: Point | undefined = near === 'home' ? home : kita
    return {
      found: searchFamilyServices(services, { ...query, ...(point && { near: point }) }, collator.compare),
      total: services.length,
      kitas: kitas.toSorted((a, b) => collator.compare(a.name, b.name)),
      hasHome: home !== undefined,
      from: near === 'home' && home ? 'home' : (kita ?? null),
    }
  }
