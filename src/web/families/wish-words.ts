import type { ToldChange, Way, WishReason } from '../../domain/explanation.ts'
import { formatAlternatives, formatMonth, formatNumber } from '../format.ts'
import type { Language } from '../language.ts'
import { translate } from '../words.ts'
import type { Wish } from './family-words.ts'

type Companies = ReadonlyMap<string, string>

/** Why a wish was met or not, as a sentence; `companies` are the child's own, by id. */
export function reasonWords(reason: WishReason, companies: Companies, language: Language): string {
  switch (reason.key) {
    case 'admitted-by-quota': {
      const company = nameOf(reason.company, companies)
      return translate(language, 'explanation.reasons.admitted-by-quota', { company })
    }
    case 'too-few-points':
      return tooFewPoints(reason, companies, language)
    case 'lot-decided': {
      const own = pointsWords(reason.own, language)
      const values = { own, way: wayWords(reason.way, companies, language) }
      if (!reason.lots) return translate(language, 'explanation.reasons.lot-decided-without-digits', values)
      const lots = { ownLot: reason.lots.own, neededLot: reason.lots.needed }
      return translate(language, 'explanation.reasons.lot-decided', { ...values, ...lots })
    }
    case 'admitted-by-pool':
    case 'better-wish-met':
    case 'quotas-took-all':
    case 'not-reached':
    case 'no-places':
    case 'blocked':
    case 'sibling-apart':
    case 'family-option-blocked':
    case 'deleted-for-together':
    case 'not-a-common-wish':
    case 'not-in-round':
      return translate(language, `explanation.reasons.${reason.key}`)
  }
}

/** What alone would have met a wish, as a sentence. */
export function changeWords(change: ToldChange, language: Language): string {
  if (change.key !== 'more-points') return translate(language, `explanation.changes.${change.key}`)
  const { points } = change
  if (points === 1) return translate(language, 'explanation.changes.one-point-more')
  return translate(language, 'explanation.changes.more-points', { points: formatNumber(points, language) })
}

export function placeClassWords({ hours, startMonth }: Pick<Wish, 'hours' | 'startMonth'>, language: Language): string {
  return translate(language, 'explanation.placeClass', { hours, start: formatMonth(startMonth, language) })
}

function tooFewPoints(
  reason: Extract<WishReason, { key: 'too-few-points' }>,
  companies: Companies,
  language: Language,
): string {
  const own = pointsWords(reason.own, language)
  const [first, ...others] = reason.ways
  if (first.way === 'pool' && others.length === 0) {
    const needed = formatNumber(first.needed, language)
    return translate(language, 'explanation.reasons.too-few-points', { own, needed })
  }
  const ways = reason.ways.map(({ way, needed }) =>
    translate(language, 'explanation.way.needed', {
      needed: formatNumber(needed, language),
      way: wayWords(way, companies, language),
    }),
  )
  const values = { own, ways: formatAlternatives(ways, language) }
  const sentence = translate(language, 'explanation.reasons.too-few-points-by-way', values)
  return reason.poolClosed ? `${sentence} ${translate(language, 'explanation.reasons.poolClosed')}` : sentence
}

function wayWords(way: Way, companies: Companies, language: Language): string {
  if (way === 'pool') return translate(language, 'explanation.way.pool')
  return translate(language, 'explanation.way.quota', { company: nameOf(way.company, companies) })
}

function pointsWords(points: number, language: Language): string {
  if (points === 1) return translate(language, 'explanation.point')
  return translate(language, 'explanation.points', { points: formatNumber(points, language) })
}

function nameOf(id: string, companies: Companies): string {
  return companies.get(id) ?? id
}
