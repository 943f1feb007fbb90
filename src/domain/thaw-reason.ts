/** Why a frozen round is opened again: a closed list, because the reason is published. */
export const thawReasons = ['wrong-requests', 'wrong-places', 'wrong-rules', 'value-not-coming', 'ordered'] as const
export type ThawReason = (typeof thawReasons)[number]

export function isThawReason(text: string): text is ThawReason {
  return thawReasons.some((reason) => reason === text)
}
