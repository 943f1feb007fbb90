/** What a family can be asked, or what is measured; `least` and `most` bound an answer, both included. */
export type KnownCriterion =
  | { kind: 'flag' | 'at-kita' }
  | { kind: 'number'; unit: 'hours-a-week'; least: number; most: number }
  | { kind: 'distance'; unit: 'metres'; least: number; most: number }

/**
 * The closed list of criteria: those that cities give points for. A catalogue gives points for some of them; for anything
 * else nobody has been asked, so points for it would be points for nothing.
 */
export const knownCriteria = {
  // Nobody may be employed for more than 60 hours a week (ArbZG § 3).
  'hours-of-less-employed-parent': { kind: 'number', unit: 'hours-a-week', least: 0, most: 60 },
  'single-parent': { kind: 'flag' },
  hardship: { kind: 'flag' },
  'sibling-in-house': { kind: 'at-kita' },
  'leaving-sibling': { kind: 'at-kita' },
  'needs-45-hours': { kind: 'flag' },
  'distance-to-kita': { kind: 'distance', unit: 'metres', least: 0, most: 100_000 },
} as const satisfies Record<string, KnownCriterion>

export type CriterionId = keyof typeof knownCriteria

export const criterionIds = Object.keys(knownCriteria) as CriterionId[]

export function knownCriterion(id: string): KnownCriterion | undefined {
  return Object.hasOwn(knownCriteria, id) ? knownCriteria[id as CriterionId] : undefined
}
