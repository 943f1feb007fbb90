/** WGS84, in degrees. */
export type Point = { longitude: number; latitude: number }

// The mean radius of the earth (IUGG).
const earthRadiusInKilometres = 6371.0088

/** As the crow flies, in kilometres (haversine). */
export function kilometresBetween(a: Point, b: Point): number {
  const east = radians(b.longitude - a.longitude)
  const north = radians(b.latitude - a.latitude)
  const haversine =
    Math.sin(north / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(east / 2) ** 2
  return 2 * earthRadiusInKilometres * Math.asin(Math.min(1, Math.sqrt(haversine)))
}

/** The same in whole metres: what points are given for does not hang on the last digits of a sine. */
export function metresBetween(a: Point, b: Point): number {
  return Math.round(kilometresBetween(a, b) * 1_000)
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
