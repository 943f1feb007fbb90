/** Why a coordinator may learn who belongs to a ticket. A closed list: nothing is written about a child in free words. */
export const lookUpReasons = [
  'family-asks',
  'kita-asks',
  'company-asks',
  'entry-doubtful',
  'authority-asks',
  'child-protection',
] as const
export type LookUpReason = (typeof lookUpReasons)[number]

export const isLookUpReason = (text: string): text is LookUpReason => lookUpReasons.some((reason) => reason === text)
