import { formatNumber } from '../format.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { cutoffWords, placeClassWords } from './round-words.ts'

export async function listRoundPlaceClasses({ actions, viewer, params }: Visit): Promise<Reply> {
  const shown = await actions.showOutcome(viewer, params.roundId)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { programs, companies } = shown.value
  return {
    kind: 'page',
    view: 'rounds/list-round-place-classes',
    page: 'round-place-classes',
    entity: params.roundId,
    title: t('round.placeClassesTitle'),
    data: {
      back: paths.round.href(params.roundId),
      placeClasses: programs.map((program) => ({
        kita: program.kita,
        placeClass: placeClassWords(program),
        places: formatNumber(program.capacity),
        held: formatNumber(program.held),
        pool: cutoffWords(program.cutoffs.pool),
        companies: Object.entries(program.reserves).map(([id, { used, places }]) => ({
          name: companies.get(id) ?? id,
          used: t('round.usedOf', { used, reserved: places }),
          cutoff: cutoffWords(program.cutoffs[id]),
        })),
      })),
    },
  }
}
