import { NONE, type Market } from '../../src/engine/market.ts'

/** Scores of generated markets: points lost of so many. */
const mostPoints = 1500

/**
 * A generated market as the text of an `allocation-problem/1`, in pieces. Every child has a priority for each wish and no
 * lot, so that a million lots have to be drawn from the seed as well.
 */
export function* problemText(market: Market): Generator<string> {
  const program = (at: number) => `p${String(at).padStart(5, '0')}`
  const company = (at: number) => `company-${String.fromCharCode(97 + at)}`
  yield '{"format":"allocation-problem/1","seed":"9f4ed8dc1ac6296127c2c82d2a3962ffcda5fec10694b9f5a234fc132fc11500","programs":[\n'
  const { start, company: companies, places } = market.reserves
  for (let at = 0; at < market.programs; at++) {
    const reserves = Array.from({ length: start[at + 1] - start[at] }, (_, slot) => {
      return [company(companies[start[at] + slot]), places[start[at] + slot]]
    })
    const row = { id: program(at), capacity: market.capacity[at], reserves: Object.fromEntries(reserves) }
    yield `${at === 0 ? '' : ',\n'}${JSON.stringify(row)}`
  }
  yield '],"children":[\n'
  let pending = ''
  for (let child = 0; child < market.children; child++) {
    const wishes: string[] = []
    const scores: string[] = []
    for (let wish = market.wishStart[child]; wish < market.wishStart[child + 1]; wish++) {
      const id = program(market.wishes[2 * wish])
      const lost = Math.floor(market.wishes[2 * wish + 1] / market.children)
      wishes.push(`"${id}"`)
      scores.push(`"${id}":${mostPoints - lost}`)
    }
    const own = market.childCompanies.subarray(2 * child, 2 * child + 2).filter((at) => at !== NONE)
    const names = Array.from(own, (at) => `"${company(at)}"`)
    const id = `c${String(child).padStart(7, '0')}`
    pending += `${child === 0 ? '' : ',\n'}{"id":"${id}","wishes":[${wishes.join()}],"companies":[${names.join()}],"priority":{${scores.join()}}}`
    if (pending.length < 65_536) continue
    yield pending
    pending = ''
  }
  yield `${pending}]}\n`
}
