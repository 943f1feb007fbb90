import type { Actions } from '../../actions/app.ts'
import { formatMonth, formatNumber } from '../format.ts'
import { t } from '../words.ts'

type Company = Awaited<ReturnType<Actions['showCompany']>>['companies'][number]

/** What became of a company's reserved places, without a word of any child. */
export function quotaOutcomes({ outcomes }: Company) {
  return outcomes.map(({ kita, ageBand, hours, startMonth, reserved, used, toPool, cutoff, turnedAway }) => ({
    kita,
    kind: t('company.outcomeKind', { ageBand, hours, start: formatMonth(startMonth) }),
    reserved: formatNumber(reserved),
    used: formatNumber(used),
    toPool: formatNumber(toPool),
    cutoff: cutoffWords(toPool, cutoff),
    turnedAway: turnedAway === null ? t('company.withheld') : formatNumber(turnedAway),
  }))
}

function cutoffWords(toPool: number, cutoff: number | null): string {
  if (toPool > 0) return t('company.noCutoff')
  return cutoff === null ? t('company.withheld') : t('company.cutoffPoints', { points: formatNumber(cutoff) })
}
