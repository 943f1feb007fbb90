import { isUnmet } from '../../domain/explanation.ts'
import { formatKilometres } from '../format.ts'
import type { Language } from '../language.ts'
import { paths } from '../paths.ts'
import { translate } from '../words.ts'
import type { PlaceRequest, Wish } from './family-words.ts'
import { servicesNear } from './services-near.ts'
import { changeWords, placeClassWords, reasonWords } from './wish-words.ts'

/** How somebody wants to read the wishes: the language, and whether with what alone would have met each. */
export type Reading = { language: Language; withChanges: boolean }

/** A family's wishes, and after the release why each was met or not: the part that stands in every language. */
export function explainedWishes(request: PlaceRequest, reading: Reading) {
  const { language, withChanges } = reading
  const { wishes, result } = request
  const say = (key: 'wishes' | 'none' | 'changesLead' | 'noChanges') => translate(language, `explanation.${key}`)
  const other = language === 'de' ? 'en' : 'de'
  const views = wishes.map((wish) => wishView(wish, request, language))
  return {
    language,
    heading: say('wishes'),
    lead: [
      translate(language, 'explanation.lead'),
      ...(result ? [translate(language, 'explanation.how')] : []),
      ...(result && result.method !== 'plain' ? [translate(language, 'explanation.siblings')] : []),
    ].join(' '),
    none: say('none'),
    wishes: views,
    changesLead: withChanges && result ? changesLead(views, say) : null,
    askChanges:
      !withChanges && wishes.some(hasFigures)
        ? {
            href: hrefOf(request, { language, withChanges: true }),
            text: translate(language, 'explanation.askChanges'),
          }
        : null,
    otherLanguage:
      result && wishes.length > 0
        ? {
            language: other,
            href: hrefOf(request, { language: other, withChanges }),
            text: translate(language, 'explanation.otherLanguage'),
          }
        : null,
  }
}

function changesLead(views: readonly { changes: string[] }[], say: (key: 'changesLead' | 'noChanges') => string) {
  return views.some(({ changes }) => changes.length > 0) ? say('changesLead') : say('noChanges')
}

/** Only beside figures there is something to work out. */
function hasFigures({ reason }: Wish): boolean {
  return reason !== null && ['too-few-points', 'lot-decided', 'quotas-took-all'].includes(reason.key)
}

function wishView(wish: Wish, request: PlaceRequest, language: Language) {
  const { reason, changes } = wish
  const met = reason?.key.startsWith('admitted') ?? false
  const companies = new Map(request.employers.map(({ companyId, company }) => [companyId, company]))
  return {
    head: `${wish.rank}. ${wish.kita}`,
    address: `${wish.street}, ${wish.city}`,
    placeClass: placeClassWords(wish, language),
    distance: translate(language, 'explanation.distance', {
      kilometres: formatKilometres(wish.kilometresFromHome, language),
    }),
    code: reason?.key ?? null,
    met,
    badge: met ? { look: 'success', text: translate(language, 'explanation.met') } : null,
    reason: reason && reasonWords(reason, companies, language),
    changes: changes.map((change) => changeWords(change, language)),
    help:
      reason && isUnmet(reason)
        ? {
            href: servicesNear(request, wish.kitaId),
            text: translate(language, 'explanation.help', { kita: wish.kita }),
          }
        : null,
  }
}

function hrefOf({ id }: PlaceRequest, { language, withChanges }: Reading): string {
  const query = new URLSearchParams({
    ...(language !== 'de' && { lang: language }),
    ...(withChanges && { nachgerechnet: '1' }),
  }).toString()
  return `${paths.placeRequest.href(id)}${query && `?${query}`}#wishes`
}
