import { monthsBetween } from '../../domain/day.ts'
import { familyServicesHref } from '../family-services/search-link.ts'
import type { PlaceRequest } from './family-words.ts'

/** The services for the age that the child has when the place should begin. */
export function servicesNear({ birthDate, childBirthMonth, startMonth }: PlaceRequest, near: string): string {
  const ageInMonths = Math.max(0, monthsBetween(birthDate ?? childBirthMonth, startMonth))
  return familyServicesHref({ ageInMonths, near })
}
