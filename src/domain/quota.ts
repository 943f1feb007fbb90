import type { Month } from './day.ts'

/** One place of a contract: whether a child holds it, whether a released offer counts for it, where a free one is assigned. */
export type QuotaPlaceUse = { held: boolean; promised: boolean; startMonth: Month | null }

export type QuotaUse = {
  places: number
  inUse: number
  free: number
  /** The free places by the start month that they are assigned to; `null` is none yet. The earliest first. */
  freeStarts: { startMonth: Month | null; places: number }[]
}

/** How a contract's places are used. A place that is held and promised at once counts once. */
export function useOf(places: readonly QuotaPlaceUse[]): QuotaUse {
  const free = places.filter(({ held, promised }) => !held && !promised)
  const months = [...new Set(free.map(({ startMonth }) => startMonth))]
  return {
    places: places.length,
    inUse: places.length - free.length,
    free: free.length,
    freeStarts: months
      .toSorted((a, b) => (a ?? '9999').localeCompare(b ?? '9999'))
      .map((startMonth) => ({
        startMonth,
        places: free.filter((place) => place.startMonth === startMonth).length,
      })),
  }
}

export type QuotaTotals = { places: number; inUse: number; free: number; monthlyFeeCents: number }

/** What several contracts come to; the fee is owed for every contracted place. */
export function totalsOf(quotas: readonly (QuotaUse & { monthlyFeeCents: number })[]): QuotaTotals {
  const sum = (figure: (quota: QuotaUse & { monthlyFeeCents: number }) => number) =>
    quotas.reduce((total, quota) => total + figure(quota), 0)
  return {
    places: sum(({ places }) => places),
    inUse: sum(({ inUse }) => inUse),
    free: sum(({ free }) => free),
    monthlyFeeCents: sum(({ places, monthlyFeeCents }) => places * monthlyFeeCents),
  }
}
