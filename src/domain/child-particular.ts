/**
 * What a Kita must know of a child before its first day and nobody else may (DSGVO Art. 9). A closed list: there is no free text
 * about a child.
 */
export const childParticulars = ['health', 'disability', 'religion'] as const
export type ChildParticular = (typeof childParticulars)[number]

export function isChildParticular(text: string): text is ChildParticular {
  return (childParticulars as readonly string[]).includes(text)
}
