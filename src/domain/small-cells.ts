import { fewestForFigures } from '../engine/draw/visible.ts'

/**
 * Whether a number of children out of a whole that the reader knows may be told. Neither they nor the rest may be so few,
 * nor none: that nobody, or everybody, did something says it of each one.
 */
export function mayTellNumber(children: number, whole: number): boolean {
  return children >= fewestForFigures && whole - children >= fewestForFigures
}
