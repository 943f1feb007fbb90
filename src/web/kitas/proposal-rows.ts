import type { Actions } from '../../actions/app.ts'
import { formatMonth } from '../format.ts'
import { paths } from '../paths.ts'
import { t } from '../words.ts'

type Kita = Extract<Awaited<ReturnType<Actions['showKita']>>, { ok: true }>['value']

const looks = { proposed: 'info', offered: 'info', accepted: 'success' } as const

/** Who is proposed, in the order of the start, then the youngest first: what a Kita needs to plan the settling-in. */
export function proposalRows({ id, proposals, placeClasses }: Pick<Kita, 'id' | 'proposals' | 'placeClasses'>) {
  const byId = new Map(placeClasses.map((placeClass) => [placeClass.id, placeClass]))
  return proposals
    .flatMap((proposal) => {
      const placeClass = byId.get(proposal.placeClassId)
      return placeClass ? [{ proposal, placeClass }] : []
    })
    .toSorted(
      (a, b) =>
        a.placeClass.startMonth.localeCompare(b.placeClass.startMonth) ||
        a.proposal.ageInMonths - b.proposal.ageInMonths ||
        a.proposal.caseNumber.localeCompare(b.proposal.caseNumber),
    )
    .map(({ proposal, placeClass }) => ({
      caseNumber: proposal.caseNumber,
      href: proposal.named ? paths.kitaChild.href(id, proposal.caseNumber) : null,
      start: formatMonth(placeClass.startMonth),
      age: ageWords(proposal.ageInMonths),
      ageInMonths: proposal.ageInMonths,
      hours: t('kita.hoursWords', { hours: placeClass.hours }),
      sibling: proposal.siblingInHouse === null ? null : t(proposal.siblingInHouse ? 'kita.yes' : 'kita.no'),
      countsFor: proposal.countsFor ?? t('kita.pool'),
      // Why this child: by whose place. Neither its points nor where else it wished to go is the Kita's business.
      code: proposal.countsFor === null ? 'admitted-by-pool' : 'admitted-by-quota',
      reason: t(proposal.countsFor === null ? 'kita.reasons.pool' : 'kita.reasons.quota'),
      state: proposal.state,
      badge: { text: t(`kita.states.${proposal.state}`), look: looks[proposal.state] },
    }))
}

function ageWords(months: number): string {
  if (months < 0) return t('kita.unborn')
  return months === 1 ? t('kita.month') : t('kita.months', { months })
}
