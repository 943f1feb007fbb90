import type { OutcomeFigures } from '../../domain/outcome-figures.ts'
import { compareWords, formatNumber, formatShare } from '../format.ts'
import { t } from '../words.ts'

/** The figures of an outcome as finished words: tiles, and two charts with their tables. */
export function figuresOf(figures: OutcomeFigures, companies: ReadonlyMap<string, string>) {
  const lastRank = figures.byWishRank.length
  const byWish = [
    ...figures.byWishRank.map(({ rank, children }) => ({
      label: t(rank === lastRank ? 'round.lastWishRank' : 'round.wishRank', { rank }),
      value: children,
    })),
    { label: t('round.noPlace'), value: figures.waiting },
  ].map((row) => ({ ...row, count: formatNumber(row.value), share: formatShare(row.value, figures.children) }))
  const quotas = figures.companies
    .map((company) => ({ ...company, name: companies.get(company.companyId) ?? company.companyId }))
    .toSorted((a, b) => compareWords(a.name, b.name))
  return {
    figures: [
      { label: t('round.children'), value: formatNumber(figures.children) },
      { label: t('round.placed'), value: formatNumber(figures.placed) },
      { label: t('round.waiting'), value: formatNumber(figures.waiting) },
      { label: t('round.filled'), value: formatNumber(figures.places.filled) },
      { label: t('round.free'), value: formatNumber(figures.places.free) },
    ],
    byWish,
    byWishChart: {
      id: 'by-wish-chart',
      title: t('round.byWish'),
      description: t('round.byWishDescription'),
      bars: byWish.map(({ label, value, count, share }) => ({ label, value, text: `${count} (${share})` })),
    },
    quotas: quotas.map((company) => ({
      name: company.name,
      reserved: formatNumber(company.reserved),
      used: formatNumber(company.used),
      toPool: formatNumber(company.toPool),
      children: formatNumber(company.children),
      childrenPlaced: formatNumber(company.childrenPlaced),
    })),
    quotaChart: {
      id: 'quota-chart',
      title: t('round.quotas'),
      description: t('round.quotasDescription'),
      bars: quotas.map(({ name, used, reserved }) => ({
        label: name,
        value: used,
        of: reserved,
        text: t('round.usedOf', { used, reserved }),
      })),
    },
  }
}
