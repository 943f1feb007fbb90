/** A public random value R: a Lotto draw, or a round of the drand network quicknet. */
export type Randomness =
  | { source: 'lotto'; day: string; numbers: number[]; superzahl: number; spiel77: string; super6: string }
  | { source: 'drand'; round: number; signatureHash: string }

/** What is wrong with a text that should be a random value; `found` is the part it concerns. */
export type RandomnessError = {
  kind:
    | 'unknown-source'
    | 'lotto-parts'
    | 'lotto-day'
    | 'lotto-no-draw-day'
    | 'lotto-numbers'
    | 'lotto-superzahl'
    | 'lotto-spiel77'
    | 'lotto-super6'
    | 'drand-parts'
    | 'drand-network'
    | 'drand-round'
    | 'drand-hash'
  found: string
}

export type ReadRandomness = { ok: true; value: Randomness } | { ok: false; error: RandomnessError }

/**
 * Reads `lotto:2027-03-06:3-11-19-22-35-41:7:1234567:654321` (day, the six numbers of 6aus49 ascending, Superzahl, Spiel 77,
 * SUPER 6) or `drand:quicknet:<round>:<SHA-256 of the signature, hex>`. Each value has one spelling only, since every
 * byte of it changes the seed: no spaces, no leading zeros of numbers.
 */
export function readRandomness(text: string): ReadRandomness {
  const [source, ...parts] = text.split(':')
  if (source === 'lotto') return readLotto(parts)
  if (source === 'drand') return readDrand(parts)
  return wrong('unknown-source', source)
}

/** Is it the value that the rules named before it was known? `named` as in `DrawRules`. */
export function isNamed(randomness: string, named: string): boolean {
  return randomness.startsWith(`${named}:`) && namesRandomness(named)
}

/** `lotto:<day>` or `drand:quicknet:<round>`, with nothing of the result. */
export function namesRandomness(named: string): boolean {
  const [source, ...parts] = named.split(':')
  if (source === 'lotto') return parts.length === 1 && dayError(parts[0]) === null
  return source === 'drand' && parts.length === 2 && parts[0] === 'quicknet' && isRound(parts[1])
}

function readLotto(parts: string[]): ReadRandomness {
  if (parts.length !== 5) return wrong('lotto-parts', parts.join(':'))
  const [day, drawn, superzahl, spiel77, super6] = parts
  const error = dayError(day)
  if (error) return wrong(error, day)
  const numbers = drawn.split('-').map(Number)
  const fair = numbers.every((number, at) => number >= 1 && number <= 49 && (at === 0 || number > numbers[at - 1]))
  if (!/^[1-9]\d?(-[1-9]\d?){5}$/.test(drawn) || !fair) return wrong('lotto-numbers', drawn)
  if (!/^\d$/.test(superzahl)) return wrong('lotto-superzahl', superzahl)
  if (!/^\d{7}$/.test(spiel77)) return wrong('lotto-spiel77', spiel77)
  if (!/^\d{6}$/.test(super6)) return wrong('lotto-super6', super6)
  return { ok: true, value: { source: 'lotto', day, numbers, superzahl: Number(superzahl), spiel77, super6 } }
}

// 6aus49, and with it Spiel 77 and SUPER 6, is drawn on Wednesdays and Saturdays.
function dayError(day: string): 'lotto-day' | 'lotto-no-draw-day' | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return 'lotto-day'
  const date = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) return 'lotto-day'
  return date.getUTCDay() === 3 || date.getUTCDay() === 6 ? null : 'lotto-no-draw-day'
}

function readDrand(parts: string[]): ReadRandomness {
  if (parts.length !== 3) return wrong('drand-parts', parts.join(':'))
  const [network, round, signatureHash] = parts
  if (network !== 'quicknet') return wrong('drand-network', network)
  if (!isRound(round)) return wrong('drand-round', round)
  if (!/^[0-9a-f]{64}$/.test(signatureHash)) return wrong('drand-hash', signatureHash)
  return { ok: true, value: { source: 'drand', round: Number(round), signatureHash } }
}

function isRound(text: string): boolean {
  return /^[1-9]\d{0,15}$/.test(text) && Number.isSafeInteger(Number(text))
}

function wrong(kind: RandomnessError['kind'], found: string): ReadRandomness {
  return { ok: false, error: { kind, found } }
}
