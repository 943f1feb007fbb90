import { fewestForFigures } from '../engine/draw/visible.ts'
import type { Cutoff } from '../engine/types.ts'
import { mayTellNumber } from './small-cells.ts'

/** A company's reserved places of one place class in a released outcome, and its employees' children who asked there. */
export type QuotaResult = {
  places: number
  used: number
  /** Children who hold a place of the class, whoever they count for. */
  held: number
  cutoff: Cutoff | undefined
  turnedAway: number
  /** The company's children in the round. */
  children: number
}

/** What the company is told of it. */
export type QuotaOutcome = {
  reserved: number
  used: number
  toPool: number
  /** The points of the last child on the quota; null where fewer than five children stand behind them, or nobody was last. */
  cutoff: number | null
  /** Its employees' children who would rather have come here; null where the number would say something of one of them. */
  turnedAway: number | null
}

/**
 * Use is the company's own business. Points come from criteria, which are not: so the cut-off is told only where five hold
 * places of the class and five are the company's own, whom it knows. Nor is it told whether a wish was for this Kita.
 */
export function quotaOutcomeOf({ places, used, held, cutoff, turnedAway, children }: QuotaResult): QuotaOutcome {
  const enough = held >= fewestForFigures && used >= fewestForFigures
  return {
    reserved: places,
    used,
    toPool: places - used,
    cutoff: enough && typeof cutoff === 'object' ? cutoff.priority : null,
    turnedAway: mayTellNumber(turnedAway, children) ? turnedAway : null,
  }
}
