import type { Point } from '../domain/distance.ts'

/** Where a family lives that applies for places. @throws where it has not said so: applying asks for it first */
export function homeOf({ longitude, latitude }: { longitude: number | null; latitude: number | null }): Point {
  if (longitude === null || latitude === null) throw new Error('a family applies that has not said where it lives')
  return { longitude, latitude }
}
