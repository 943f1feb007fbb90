import type { Way, WishReason } from '../../domain/explanation.ts'
import { formatAlternatives, formatNumber } from '../format.ts'
import { t } from '../words.ts'

type Companies = ReadonlyMap<string, string>

/** Why a wish was met or not, in German; `companies` are the child's own, by id. */
export function reasonWords(reason: WishReason, companies: Companies): string {
  switch (reason.key) {
    case 'admitted-by-quota':
      return t('family.reasons.admitted-by-quota', { company: nameOf(reason.company, companies) })
    case 'too-few-points':
      return tooFewPoints(reason, companies)
    case 'lot-decided': {
      const values = { own: pointsWords(reason.own), way: wayWords(reason.way, companies) }
      return reason.lots
        ? t('family.reasons.lot-decided', { ...values, ownLot: reason.lots.own, neededLot: reason.lots.needed })
        : t('family.reasons.lot-decided-without-digits', values)
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
    case 'not-in-round':
      return t(`family.reasons.${reason.key}`)
  }
}

function tooFewPoints(reason: Extract<WishReason, { key: 'too-few-points' }>, companies: Companies): string {
  const own = pointsWords(reason.own)
  const [first, ...others] = reason.ways
  if (first.way === 'pool' && others.length === 0) {
    return t('family.reasons.too-few-points', { own, needed: formatNumber(first.needed) })
  }
  const ways = reason.ways.map(({ way, needed }) =>
    t('family.way.needed', { needed: formatNumber(needed), way: wayWords(way, companies) }),
  )
  const sentence = t('family.reasons.too-few-points-by-way', { own, ways: formatAlternatives(ways) })
  return reason.poolClosed ? `${sentence} ${t('family.reasons.poolClosed')}` : sentence
}

function wayWords(way: Way, companies: Companies): string {
  return way === 'pool' ? t('family.way.pool') : t('family.way.quota', { company: nameOf(way.company, companies) })
}

export function pointsWords(points: number): string {
  return points === 1 ? t('family.point') : t('family.points', { points: formatNumber(points) })
}

function nameOf(id: string, companies: Companies): string {
  return companies.get(id) ?? id
}
