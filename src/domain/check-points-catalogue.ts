import type { Day } from './day.ts'
import { knownCriterion } from './known-criteria.ts'
import type { Band, Criterion, PointsCatalogue, Threshold } from './points-catalogue.ts'

export const mostPoints = 10_000

/** Why a catalogue is refused; each has an English sentence for a seed and a German one on screen. */
export type CatalogueFaultReason =
  | 'validity-upside-down'
  | 'unknown-criterion'
  | 'criterion-twice'
  | 'other-kind'
  | 'no-rows'
  | 'points-not-whole'
  | 'out-of-range'
  | 'threshold-twice'
  | 'band-upside-down'
  | 'band-twice'
  | 'band-inside-another'
  | 'bands-overlap'
  | 'kita-unknown'
  | 'kita-twice'

export type CatalogueFault = {
  reason: CatalogueFaultReason
  /** The place below the catalogue, such as ['criteria', 2, 'thresholds', 0, 'from']. */
  path: readonly (string | number)[]
  /** What stands there. */
  found: string | number
  /** What its sentence needs besides. */
  values: Readonly<Record<string, string | number>>
}

type Note = (
  reason: CatalogueFaultReason,
  path: CatalogueFault['path'],
  found: string | number,
  values?: CatalogueFault['values'],
) => void

/**
 * What is wrong with a catalogue of the right shape. Empty if it may be used: then every criterion is one that families are
 * asked for, and every row of points is one that some answer chooses, and no answer chooses two.
 *
 * @param kitaIds the Kitas of the consortium: only they can give points on top
 */
export function checkPointsCatalogue(
  catalogue: PointsCatalogue & { validFrom: Day; validTo: Day },
  kitaIds: ReadonlySet<string>,
): CatalogueFault[] {
  const faults: CatalogueFault[] = []
  const note: Note = (reason, path, found, values = {}) => void faults.push({ reason, path, found, values })
  const { criteria, validFrom, validTo } = catalogue
  if (validFrom > validTo) note('validity-upside-down', ['validTo'], validTo, { validFrom })
  for (const [at, criterion] of criteria.entries()) {
    const path = ['criteria', at]
    const { id, kind } = criterion
    const first = criteria.findIndex((other) => other.id === id)
    if (first < at) note('criterion-twice', [...path, 'id'], id, { first })
    const known = knownCriterion(id)
    if (!known) note('unknown-criterion', [...path, 'id'], id)
    else if (known.kind !== kind) note('other-kind', [...path, 'kind'], kind, { kind: known.kind })
    checkRows(criterion, path, note)
    checkAdditions(criterion, path, kitaIds, note)
  }
  return faults
}

function checkRows(criterion: Criterion, path: CatalogueFault['path'], note: Note): void {
  switch (criterion.kind) {
    case 'flag':
    case 'at-kita':
      return checkPoints(criterion.points, [...path, 'points'], note)
    case 'number':
      return checkThresholds(criterion.id, criterion.thresholds, [...path, 'thresholds'], note)
    case 'distance':
      return checkBands(criterion.id, criterion.bands, [...path, 'bands'], note)
  }
}

/** The highest threshold reached counts, so only an equal one, or one that no answer reaches, is never chosen. */
function checkThresholds(id: string, thresholds: Threshold[], path: CatalogueFault['path'], note: Note): void {
  if (thresholds.length === 0) note('no-rows', path, 0)
  for (const [at, { from, points }] of thresholds.entries()) {
    checkPoints(points, [...path, at, 'points'], note)
    if (!checkRange(id, from, [...path, at, 'from'], note)) continue
    const first = thresholds.findIndex((other) => other.from === from)
    if (first < at) note('threshold-twice', [...path, at, 'from'], from, { first })
  }
}

function checkBands(id: string, bands: Band[], path: CatalogueFault['path'], note: Note): void {
  if (bands.length === 0) note('no-rows', path, 0)
  for (const [at, band] of bands.entries()) {
    checkPoints(band.points, [...path, at, 'points'], note)
    const sound = (['from', 'to'] as const).filter((end) => checkRange(id, band[end], [...path, at, end], note))
    if (sound.length < 2) continue
    if (band.from > band.to) note('band-upside-down', [...path, at, 'to'], band.to, { from: band.from })
    else checkAgainstEarlier(bands, at, path, note)
  }
}

/** Bands that share a metre would both be chosen by it; which of the ways they do decides the sentence. */
function checkAgainstEarlier(bands: Band[], at: number, path: CatalogueFault['path'], note: Note): void {
  const { from, to } = bands[at]
  for (const [earlier, other] of bands.slice(0, at).entries()) {
    if (other.from > to || from > other.to) continue
    const values = { otherFrom: other.from, otherTo: other.to, first: earlier }
    const inside = (other.from <= from && to <= other.to) || (from <= other.from && other.to <= to)
    const same = other.from === from && other.to === to
    note(
      same ? 'band-twice' : inside ? 'band-inside-another' : 'bands-overlap',
      [...path, at, 'from'],
      `${from}–${to}`,
      values,
    )
    return
  }
}

function checkAdditions(
  { additions = [] }: Criterion,
  path: CatalogueFault['path'],
  kitaIds: ReadonlySet<string>,
  note: Note,
): void {
  for (const [at, { kita, points }] of additions.entries()) {
    const here = [...path, 'additions', at]
    checkPoints(points, [...here, 'points'], note)
    if (!kitaIds.has(kita)) note('kita-unknown', [...here, 'kita'], kita)
    const first = additions.findIndex((other) => other.kita === kita)
    if (first < at) note('kita-twice', [...here, 'kita'], kita, { first })
  }
}

function checkPoints(points: number, path: CatalogueFault['path'], note: Note): void {
  const whole = Number.isInteger(points) && points >= 0 && points <= mostPoints
  if (!whole) note('points-not-whole', path, points, { most: mostPoints })
}

function checkRange(id: string, bound: number, path: CatalogueFault['path'], note: Note): boolean {
  const known = knownCriterion(id)
  const { least, most } = known && 'least' in known ? known : { least: 0, most: Number.MAX_SAFE_INTEGER }
  const within = Number.isInteger(bound) && bound >= least && bound <= most
  if (!within) note('out-of-range', path, bound, { least, most })
  return within
}
