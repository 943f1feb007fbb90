import { formatDay } from '../format.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

export async function showKitaChild({ actions, viewer, params }: Visit): Promise<Reply> {
  const { kitaId, caseNumber } = params
  const shown = await actions.showKitaChild(viewer, { kitaId, caseNumber })
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { childName, birthDate, district, guardians, kita } = shown.value
  const title = childName ?? t('kita.caseTitle', { caseNumber })
  return {
    kind: 'page',
    view: 'kitas/show-kita-child',
    page: 'kita-child',
    entity: caseNumber,
    title,
    data: {
      title,
      back: { href: paths.kita.href(kitaId), text: t('kita.back', { kita }) },
      facts: [
        { label: t('kita.caseNumber'), value: caseNumber },
        ...(birthDate === null ? [] : [{ label: t('kita.birthDate'), value: formatDay(birthDate) }]),
        ...(guardians.length === 0 ? [] : [{ label: t('kita.guardians'), value: guardians.join(', ') }]),
        ...(district === null ? [] : [{ label: t('kita.district'), value: district }]),
      ],
    },
  }
}
