import type { Actions } from '../../actions/app.ts'
import { dayOf } from '../../domain/day.ts'
import type { Viewer } from '../../policy/scope.ts'
import { formatDay } from '../format.ts'
import { t } from '../words.ts'
import { employmentLooks } from './employment-looks.ts'

/** What the companies that somebody named as its employer say to it: one sentence each, and what can be done. */
export async function ownEmployers(actions: Actions, viewer: Viewer) {
  const employers = await actions.listOwnEmployers(viewer)
  return employers.map(({ companyId, company, state, toldAt, answeredAt }) => ({
    id: companyId,
    company,
    state,
    badge: { look: employmentLooks[state], text: t(`ownEmployer.states.${state}`) },
    text: t(`ownEmployer.${state}`, { company, day: formatDay(dayOf(answeredAt ?? toldAt)) }),
    hint: t(`ownEmployer.${state}Hint`),
  }))
}
