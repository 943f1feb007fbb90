import { ownEmployers } from '../employments/own-employers.ts'
import { formatMonth } from '../format.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { stateBadge, titleWords } from './family-words.ts'

/** A family with one request goes straight to it. */
export async function listFamilyRequests({ actions, viewer }: Visit): Promise<Reply> {
  const requests = await actions.listFamilyRequests(viewer)
  const [only] = requests
  if (requests.length === 1) return { kind: 'redirect', to: paths.placeRequest.href(only.id) }
  return {
    kind: 'page',
    view: 'families/list-family-requests',
    page: 'family',
    title: t('family.listTitle'),
    data: {
      looks: paths.familyLooks.href(),
      employers: await ownEmployers(actions, viewer),
      requests: requests.map(({ id, childName, startMonth, hours, consortium, state }) => ({
        id,
        href: paths.placeRequest.href(id),
        title: titleWords(childName),
        summary: t('family.summary', { start: formatMonth(startMonth), hours, consortium }),
        state,
        badge: stateBadge(state),
      })),
    },
  }
}
