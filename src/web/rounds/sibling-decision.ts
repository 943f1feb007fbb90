import type { Actions } from '../../actions/app.ts'
import { formatNumber } from '../format.ts'
import { t } from '../words.ts'

export type SiblingDecision = Extract<Awaited<ReturnType<Actions['showSiblingDecision']>>, { ok: true }>['value']

/** Which step decided, how many families were together, and what is still claimed: a sentence each. */
export function siblingDecisionWords(decision: SiblingDecision) {
  const { method, families, together, split, withoutPlace, claims } = decision
  const figures = {
    families: formatNumber(families),
    together: formatNumber(together),
    split: formatNumber(split),
    withoutPlace: formatNumber(withoutPlace),
  }
  return {
    method,
    step: stepWords(decision),
    ...(families > 0 && { figures: t('siblingDecision.figures', figures) }),
    ...(method === 'family-fallback' && {
      claimsLead: t('siblingDecision.claims', { claims: formatNumber(claims.length) }),
      claims: claims.map(({ ticket, kita, reason }) => ({
        ticket,
        text: t(`siblingDecision.reasons.${reason}`, { kita }),
      })),
    }),
  }
}

function stepWords({ method, families, split, rankSum = 0, optimal, exact }: SiblingDecision): string {
  switch (method) {
    case 'plain':
      if (families === 0) return t('siblingDecision.nobody')
      return split > 0 ? t('siblingDecision.plainAfterSplit') : t('siblingDecision.plain')
    case 'family-exact':
      return t(optimal === true ? 'siblingDecision.exact' : 'siblingDecision.exactUnproved', {
        rankSum: formatNumber(rankSum),
      })
    case 'family-fallback':
      return t(exact === 'limit-reached' ? 'siblingDecision.fallbackAtLimit' : 'siblingDecision.fallback')
  }
}
