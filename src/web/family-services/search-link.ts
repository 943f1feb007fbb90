import { paths } from '../paths.ts'

/** A link to the directory, already searched: services for a child of this age near a Kita (its id) or near home. */
export function familyServicesHref({ ageInMonths, near }: { ageInMonths: number; near: string }): string {
  const query = new URLSearchParams({
    years: String(Math.floor(ageInMonths / 12)),
    months: String(ageInMonths % 12),
    near,
    sort: 'distance',
  })
  return `${paths.familyServices.href()}?${query.toString()}#hits`
}
