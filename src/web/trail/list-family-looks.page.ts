import { formatInstant } from '../format.ts'
import { paged } from '../paging.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { actionWords, reasonWords, roleWords } from './trail-words.ts'

/** For a family: who has looked at its data, when, in which role and why. */
export async function listFamilyLooks({ actions, viewer, query }: Visit): Promise<Reply> {
  const looks = await actions.listFamilyLooks(viewer)
  const { rows, hits, pages } = paged(looks, query, paths.familyLooks.href(), 20)
  return {
    kind: 'page',
    view: 'trail/list-family-looks',
    page: 'family-looks',
    title: t('trail.looksTitle'),
    data: {
      back: paths.family.href(),
      heads: paths.trailHeads.href(),
      looks: rows.map(({ at, role, action, reason, institution, childName }) => ({
        at: formatInstant(at),
        who: institution === null ? roleWords(role) : t('trail.roleFor', { role: roleWords(role), institution }),
        what: whatWords(action, childName),
        ...(reason !== null && { why: reasonWords(reason) }),
      })),
      hits: t('trail.hits', hits),
      pages,
    },
  }
}

function whatWords(action: string, childName: string | null): string {
  const named = childName !== null && { child: childName }
  if (action === 'child.look') return named ? t('trail.lookAt', named) : t('trail.lookAtChild')
  if (action === 'child.look-up') return named ? t('trail.lookUp', named) : t('trail.lookUpChild')
  return actionWords(action)
}
