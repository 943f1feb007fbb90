import type { Actions } from '../../actions/app.ts'
import { compareWords, formatMonth } from '../format.ts'
import { options, paged } from '../paging.ts'
import { paths } from '../paths.ts'
import { t } from '../words.ts'

type Request = Awaited<ReturnType<Actions['showCompany']>>['requests'][number]
type State = Request['state']
type Query = Readonly<Record<string, string>>

const pageSize = 20

/** In the order in which a request goes through them. */
const states: Record<State, 'info' | 'warning' | 'success'> = {
  draft: 'warning',
  submitted: 'info',
  'in-allocation': 'info',
  offer: 'success',
  place: 'success',
  waitlist: 'warning',
  withdrawn: 'info',
  closed: 'info',
}
const orderOfStates = Object.keys(states)

const byName = (a: Request, b: Request) => compareWords(a.employeeName, b.employeeName)
const sorts: Record<string, (a: Request, b: Request) => number> = {
  name: byName,
  start: (a, b) => a.startMonth.localeCompare(b.startMonth) || byName(a, b),
  state: (a, b) => orderOfStates.indexOf(a.state) - orderOfStates.indexOf(b.state) || byName(a, b),
}

/** The list of a company's requests: sorted, filtered and paged by what stands in the address. */
export function requestList(requests: readonly Request[], query: Query, severalCompanies: boolean) {
  const sort = query.sort !== undefined && Object.hasOwn(sorts, query.sort) ? query.sort : 'name'
  const state = query.state !== undefined && Object.hasOwn(states, query.state) ? query.state : ''
  const matching = requests.filter((request) => state === '' || request.state === state).toSorted(sorts[sort])
  const { rows, hits, pages } = paged(
    matching,
    { ...(state && { state }), sort, ...(query.page && { page: query.page }) },
    paths.company.href(),
    pageSize,
  )
  return {
    path: paths.company.href(),
    any: requests.length > 0,
    severalCompanies,
    states: options(
      orderOfStates.map((key) => [key, t(`company.states.${key as State}`)]),
      state,
    ),
    sorts: [
      { value: 'name', text: t('company.employee'), selected: sort === 'name' },
      { value: 'start', text: t('company.start'), selected: sort === 'start' },
      { value: 'state', text: t('company.state'), selected: sort === 'state' },
    ],
    hits: t('company.hits', hits),
    pages,
    requests: rows.map((request) => ({
      employee: request.employeeName,
      child: request.childName === null ? null : t('company.childName', { child: request.childName }),
      ...(severalCompanies && { company: request.company }),
      birthMonth: request.childBirthMonth === null ? t('company.notTold') : formatMonth(request.childBirthMonth),
      start: formatMonth(request.startMonth),
      hours: t('company.hoursWords', { hours: request.hours }),
      state: request.state,
      badge: { text: t(`company.states.${request.state}`), look: states[request.state] },
    })),
  }
}
