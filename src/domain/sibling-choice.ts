import { ok, refuse, type Result } from './result.ts'
import type { PlaceRequestState } from './place-request.ts'

/** What a family can choose for its children who apply in the same round: how they are to be placed with each other. */
export const siblingChoices = ['independent', 'together-or-split', 'together-or-nothing'] as const
export type SiblingChoice = (typeof siblingChoices)[number]

/** Whoever has chosen nothing: as every child is, alone. */
export const defaultSiblingChoice: SiblingChoice = 'independent'

export type ChooseSiblingsRefusal = { kind: 'round-not-open' } | { kind: 'no-siblings-applying' }

/** A child takes part from when its request is submitted; a draft or a withdrawn one is no sibling in the round. */
export function takesPart(state: PlaceRequestState): boolean {
  return state !== 'awaiting-parent' && state !== 'draft' && state !== 'withdrawn'
}

/** Possible until the freeze, for at least two children whose requests are submitted. */
export function chooseSiblings(
  choice: SiblingChoice,
  situation: { takesInput: boolean; states: readonly PlaceRequestState[] },
): Result<SiblingChoice, ChooseSiblingsRefusal> {
  if (!situation.takesInput) return refuse({ kind: 'round-not-open' })
  if (situation.states.filter((state) => state === 'submitted').length < 2) {
    return refuse({ kind: 'no-siblings-applying' })
  }
  return ok(choice)
}
