/** The public random value of a round: named before anybody can know it, typed in once everybody does. */
import { checkDrandSignature, hashDrandSignature } from '../engine/draw/drand.ts'
import { namesRandomness, readRandomness } from '../engine/draw/randomness.ts'
import { type Day, dayOf, daysAfter, type Instant } from './day.ts'
import { ok, refuse, type Result } from './result.ts'

/** A Lotto draw by its day, or a round of the drand network quicknet by its number. */
export type NamedValue = { source: 'lotto'; day: Day } | { source: 'drand'; round: number }

/** `lotto:2027-03-06` or `drand:quicknet:1000`: how the rules of a draw name it. */
export function textOfNamed(named: NamedValue): string {
  return named.source === 'lotto' ? `lotto:${named.day}` : `drand:quicknet:${named.round}`
}

/** The way back. @throws where `textOfNamed` did not write it */
export function readNamed(text: string): NamedValue {
  const [source, ...parts] = text.split(':')
  if (source === 'lotto' && parts.length === 1) return { source, day: parts[0] }
  if (source === 'drand' && parts.length === 2) return { source, round: Number(parts[1]) }
  throw new Error(`no named value: ${text}`)
}

// quicknet's own parameters, as its chain information says (drand.love, "quicknet is live", 2023): round 1 is out at genesis.
const genesisInSeconds = 1_692_803_367
const periodInSeconds = 3

/** When drand publishes a round of quicknet. */
export function drandPublishedAt(round: number): Instant {
  return new Date((genesisInSeconds + (round - 1) * periodInSeconds) * 1_000).toISOString()
}

/** The first round that is published no earlier than this. */
export function drandRoundFrom(instant: Instant): number {
  return Math.max(1, Math.ceil((Date.parse(instant) / 1_000 - genesisInSeconds) / periodInSeconds) + 1)
}

/** The draw days after today, the next one first. */
export function comingLottoDays(now: Instant, count: number): Day[] {
  const days: Day[] = []
  for (let day = daysAfter(dayOf(now), 1); days.length < count; day = daysAfter(day, 1)) {
    if (namesRandomness(textOfNamed({ source: 'lotto', day }))) days.push(day)
  }
  return days
}

export type NameValueRefusal = { kind: 'no-draw-day' | 'no-drand-round' | 'value-in-the-past' | 'value-too-far' }

const furthestInDays = 366

/**
 * Names the value. It must come after today, and within a year.
 *
 * @param pastAllowed only in a demo, where nothing hangs on it and nobody wants to wait
 */
export function nameValue(
  named: NamedValue,
  now: Instant,
  { pastAllowed }: { pastAllowed: boolean },
): Result<NamedValue, NameValueRefusal> {
  if (!namesRandomness(textOfNamed(named))) {
    return refuse({ kind: named.source === 'lotto' ? 'no-draw-day' : 'no-drand-round' })
  }
  const last = daysAfter(dayOf(now), furthestInDays)
  const tooFar = named.source === 'lotto' ? named.day > last : named.round > drandRoundFrom(`${last}T00:00:00.000Z`)
  if (tooFar) return refuse({ kind: 'value-too-far' })
  // On the day of a Lotto draw nobody can say to the minute when its numbers were known.
  const past = named.source === 'lotto' ? named.day <= dayOf(now) : drandPublishedAt(named.round) <= now
  return past && !pastAllowed ? refuse({ kind: 'value-in-the-past' }) : ok(named)
}

/** Whether anybody can know the value yet. */
export function isPublished(named: NamedValue, now: Instant): boolean {
  return named.source === 'lotto' ? named.day <= dayOf(now) : drandPublishedAt(named.round) <= now
}

/** As a person types it from the newspaper, or copies it from drand. */
export type TypedValue = { numbers: string; superzahl: string; spiel77: string; super6: string } | { signature: string }

/** R, and for drand the signature that it is the hash of. */
export type PublicValue = { randomness: string; drandSignature: string | null }

export type ReadValueRefusal = {
  kind: 'value-unreadable'
  field: 'numbers' | 'superzahl' | 'spiel77' | 'super6' | 'signature'
}

/**
 * Makes R of what was typed, which can only be the value named. The six numbers may come in any order, with spaces, commas or
 * hyphens between them; a drand signature is checked with the network's key, without a network.
 */
export function readPublicValue(named: NamedValue, typed: TypedValue): Result<PublicValue, ReadValueRefusal> {
  if (named.source === 'drand') {
    const signature = 'signature' in typed ? typed.signature.trim().toLowerCase() : ''
    const hash = hashDrandSignature(signature)
    if (checkDrandSignature(named.round, hash, signature)) return unreadable('signature')
    return ok({ randomness: `${textOfNamed(named)}:${hash}`, drandSignature: signature })
  }
  if ('signature' in typed) return unreadable('numbers')
  const numbers = typed.numbers
    .split(/[\s,;-]+/)
    .filter((number) => number !== '')
    .map((number) => number.replace(/^0+(?=\d)/, ''))
    .toSorted((a, b) => Number(a) - Number(b))
  const rest = [typed.superzahl, typed.spiel77, typed.super6].map((digits) => digits.replaceAll(/\s/g, ''))
  const randomness = [textOfNamed(named), numbers.join('-'), ...rest].join(':')
  const read = readRandomness(randomness)
  return read.ok ? ok({ randomness, drandSignature: null }) : unreadable(fieldOf(read.error.kind))
}

function fieldOf(kind: string): ReadValueRefusal['field'] {
  return (['superzahl', 'spiel77', 'super6'] as const).find((field) => kind === `lotto-${field}`) ?? 'numbers'
}

function unreadable(field: ReadValueRefusal['field']): Result<never, ReadValueRefusal> {
  return refuse({ kind: 'value-unreadable', field })
}

/** A real round of drand whose signature everybody knows since 2023: what a demo draws with, so that nobody has to wait. */
export const demoValue = {
  round: 1_000,
  signature: 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39',
} as const
