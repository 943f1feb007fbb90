import { reachOf } from '../../policy/policy.ts'
import { lineWords } from '../criterion-words.ts'
import { formatNumber } from '../format.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import {
  changeWords,
  companyWords,
  countsForWords,
  cutoffWords,
  placeClassWords,
  pointsWords,
  programsById,
  resultWords,
} from './round-words.ts'

export async function showRoundChild({ actions, viewer, params, query }: Visit): Promise<Reply> {
  const { roundId, ticket } = params
  const withChanges = query.nachgerechnet === '1'
  const shown = await actions.showRoundChild(viewer, { roundId, ticket, withChanges })
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { child, companies, programs } = shown.value
  const byId = programsById(programs)
  const kitas = new Map<string | null, string>(programs.map(({ kitaId, kita }) => [kitaId, kita]))
  const title = t('round.childTitle', { ticket })
  return {
    kind: 'page',
    view: 'rounds/show-round-child',
    page: 'round-child',
    entity: ticket,
    state: child.placeClassId === null ? 'waiting' : 'proposed',
    title,
    data: {
      title,
      back: paths.roundChildren.href(roundId),
      lookUp: reachOf(viewer.role, 'child.lookUp') ? paths.lookUpChild.href(roundId, ticket) : null,
      result: resultWords(child, byId),
      changesHint: withChanges ? t(child.changes ? 'round.changesHint' : 'round.noChanges') : null,
      askChanges: withChanges ? null : `${paths.roundChild.href(roundId, ticket)}?nachgerechnet=1#wishes`,
      countsFor: countsForWords(child, companies),
      companies: companyWords(child.companies, companies),
      tellsCriteria: child.trace !== null,
      trace: child.trace?.map((line) => ({
        criterion: lineWords(line, kitas.get(line.kitaId) ?? null),
        points: formatNumber(line.points),
      })),
      wishes: child.wishes.map((wish, at) => {
        const program = byId.get(wish.program)
        return {
          rank: formatNumber(at + 1),
          kita: program?.kita ?? '',
          placeClass: program ? placeClassWords(program) : '',
          code: wish.code,
          codeWords: t(`round.codes.${wish.code}`),
          own: pointsWords(wish.own.priority, wish.own.lot),
          changes: changeWords(child.changes?.find(({ program: there }) => there === wish.program)),
          needed: Object.entries(wish.needed).map(([route, cutoff]) => ({
            route: route === 'pool' ? t('round.pool') : (companies.get(route) ?? route),
            cutoff: cutoffWords(cutoff),
          })),
        }
      }),
    },
  }
}
