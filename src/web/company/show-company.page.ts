import type { RoundState } from '../../domain/round.ts'
import { reachOf } from '../../policy/policy.ts'
import type { Actions } from '../../actions/app.ts'
import { formatCents, formatDay, formatKitaYear, formatMonth, formatNumber } from '../format.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { quotaOutcomes } from './quota-outcomes.ts'
import { requestList } from './request-list.ts'

type Overview = Awaited<ReturnType<Actions['showCompany']>>
type Company = Overview['companies'][number]
type Quota = Company['quotas'][number]

export async function showCompany({ actions, viewer, query }: Visit): Promise<Reply> {
  const { companies, requests, openEmployments } = await actions.showCompany(viewer)
  const mayOpen = reachOf(viewer.role, 'placeRequest.open') !== undefined
  const [only] = companies.length === 1 ? companies : []
  const own = reachOf(viewer.role, 'placeRequest.list') !== undefined
  const title = t(own ? 'company.title' : 'company.titleOfOthers')
  return {
    kind: 'page',
    view: 'company/show-company',
    page: 'company',
    title,
    ...(only && { entity: only.id, state: yearWord(only) }),
    data: {
      title,
      lead: t(own ? 'company.lead' : 'company.leadOfOthers'),
      mayLink: reachOf(viewer.role, 'oidcIdentity.link') !== undefined,
      opened: query.geoeffnet === '1',
      employments: reachOf(viewer.role, 'employment.view') !== undefined && {
        href: paths.employments.href(),
        open: openEmployments,
        text:
          openEmployments === 1
            ? t('employment.openOne')
            : t('employment.openMany', { count: formatNumber(openEmployments) }),
      },
      companies: companies.map(companyView),
      // Who may see the quotas alone is told nothing of requests, not even that there are none.
      requestList: own ? requestList(requests, query, companies.length > 1) : null,
      openHref:
        mayOpen && companies.some(({ yearState }) => yearState === 'open') ? paths.openPlaceRequest.href() : null,
    },
  }
}

function companyView(company: Company, at: number) {
  const { totals } = company
  return {
    id: `company-${at + 1}`,
    name: company.name,
    kitaYear: t('company.quotas', { kitaYear: formatKitaYear(company.kitaYear) }),
    note: t(`company.years.${yearWord(company)}`),
    none: t('company.noQuotas', { company: company.name }),
    figures: [
      { label: t('company.places'), value: formatNumber(totals.places) },
      { label: t('company.inUse'), value: formatNumber(totals.inUse) },
      { label: t('company.free'), value: formatNumber(totals.free) },
      { label: t('company.monthlyFee'), value: formatCents(totals.monthlyFeeCents) },
    ],
    chart: {
      id: `use-${at + 1}`,
      title: t('company.chart', { company: company.name }),
      description: t('company.chartDescription'),
      bars: useByKita(company.quotas),
    },
    quotas: company.quotas.map(quotaView),
    outcomesId: `outcomes-${at + 1}`,
    outcomes: quotaOutcomes(company),
    totals: {
      places: formatNumber(totals.places),
      inUse: formatNumber(totals.inUse),
      free: formatNumber(totals.free),
      monthlyFee: formatCents(totals.monthlyFeeCents),
    },
  }
}

function quotaView(quota: Quota) {
  return {
    kita: quota.kita,
    kind: t('company.kindWords', { ageBand: quota.ageBand, hours: quota.hours }),
    ageBand: quota.ageBand,
    weeklyHours: quota.hours,
    places: formatNumber(quota.places),
    inUse: formatNumber(quota.inUse),
    free: formatNumber(quota.free),
    freeStarts: quota.freeStarts.map(({ startMonth, places }) =>
      startMonth === null
        ? t('company.freeStartOpen', { places })
        : t('company.freeStart', { places, start: formatMonth(startMonth) }),
    ),
    validity: t('company.validFromTo', { from: formatDay(quota.validFrom), to: formatDay(quota.validTo) }),
    fee: formatCents(quota.monthlyFeeCents),
  }
}

function useByKita(quotas: readonly Quota[]) {
  return [...new Set(quotas.map(({ kita }) => kita))].map((kita) => {
    const there = quotas.filter((quota) => quota.kita === kita)
    const places = there.reduce((sum, quota) => sum + quota.places, 0)
    const inUse = there.reduce((sum, quota) => sum + quota.inUse, 0)
    return { label: kita, text: t('company.usedOf', { inUse, places }), value: inUse, of: places }
  })
}

/** A company is not told how far a running round is, only that it runs. */
function yearWord({ yearState, resultsOut }: { yearState: RoundState | 'none'; resultsOut: boolean }) {
  if (resultsOut) return 'released'
  if (yearState === 'open') return 'open'
  return yearState === 'none' || yearState === 'planned' ? 'none' : 'in-allocation'
}
