import type { Random } from './random.ts'

export type Point = { longitude: number; latitude: number }

/** Quarters of Wuppertal with a point roughly in the middle of each. */
const quarters: [string, number, number][] = [
  ['Wichlinghausen-Nord', 7.216, 51.288],
  ['Wichlinghausen-Süd', 7.2185, 51.279],
  ['Nächstebreck-West', 7.234, 51.289],
  ['Nächstebreck-Ost', 7.256, 51.289],
  ['Oberbarmen-Schwarzbach', 7.227, 51.28],
  ['Hilgershöhe', 7.248, 51.276],
  ['Langerfeld-Mitte', 7.242, 51.27],
  ['Heckinghausen', 7.223, 51.267],
  ['Barmen-Mitte', 7.199, 51.271],
  ['Sedansberg', 7.199, 51.279],
  ['Hatzfeld', 7.185, 51.286],
  ['Clausen', 7.181, 51.277],
  ['Rott', 7.187, 51.273],
  ['Kothen', 7.185, 51.264],
  ['Loh', 7.173, 51.266],
  ['Friedrich-Engels-Allee', 7.172, 51.261],
  ['Hesselnberg', 7.159, 51.255],
  ['Ostersbaum', 7.156, 51.264],
  ['Nordstadt', 7.143, 51.262],
  ['Elberfeld-Mitte', 7.148, 51.257],
  ['Brill', 7.13, 51.258],
  ['Südstadt', 7.145, 51.25],
  ['Friedrichsberg', 7.131, 51.247],
]

/** Beeline in kilometres; on the scale of a town the earth is flat. */
export function kilometres(a: Point, b: Point): number {
  const east = (a.longitude - b.longitude) * 111.32 * Math.cos((51.27 * Math.PI) / 180)
  const north = (a.latitude - b.latitude) * 111.2
  return Math.hypot(east, north)
}

/** Somewhere within a walk or a short drive, to about ten metres. */
export function homeNear(point: Point, random: Random): Point & { district: string } {
  const home = {
    longitude: Number((point.longitude + 0.012 * random.normal()).toFixed(4)),
    latitude: Number((point.latitude + 0.0065 * random.normal()).toFixed(4)),
  }
  return { ...home, district: districtOf(home) }
}

export function districtOf(point: Point): string {
  const [nearest] = quarters.toSorted(
    ([, ...a], [, ...b]) =>
      kilometres(point, { longitude: a[0], latitude: a[1] }) - kilometres(point, { longitude: b[0], latitude: b[1] }),
  )
  return nearest[0]
}
