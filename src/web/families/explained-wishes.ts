import { hasFigures, isUnmet } from '../../domain/explanation.ts'
import { formatKilometres } from '../format.ts'
import type { Language } from '../language.ts'
import { paths } from '../paths.ts'
import { translate } from '../words.ts'
import type { PlaceRequest, Wish } from './family-words.ts'
import { servicesNear } from './services-near.ts'
import { changeWords, placeClassWords, reasonWords } from './wish-words.ts'

/** How somebody wants to read the wishes: the language, and whether with what alone would have met each. */
type Reading = { language: Language; withChanges: boolean }

/** A family's wishes, and after the release why each was met or not: the part that stands in every language. */
export function explainedWishes(request: PlaceRequest, reading: Reading) {
  const { language, withChanges } = reading
  const { wishes, result } = request
  const other = language === 'de' ? 'en' : 'de'
  return {
    language,
    heading: translate(language, 'explanation.wishes'),
    lead: [
      translate(language, 'explanation.lead'),
      ...(result ? [translate(language, 'explanation.how')] : []),
      ...(result && result.method !== 'plain' ? [translate(language, 'explanation.siblings')] : []),
    ].join(' '),
    none: translate(language, 'explanation.none'),
    wishes: wishes.map((wish) => wishView(wish, request, language)),
    changesLead: withChanges ? aboutChanges(request, language) : null,
    askChanges:
      !withChanges && result !== null && wishes.some(isWorkedOut)
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

/** What stands above the answers, or why there is none. */
function aboutChanges({ wishes }: PlaceRequest, language: Language): string | null {
  if (wishes.some(({ changes }) => changes.length > 0)) return translate(language, 'explanation.changesLead')
  if (wishes.some(isWorkedOut)) return translate(language, 'explanation.notComputed')
  const isPrivate = wishes.some(({ reason }) => reason?.key === 'not-reached')
  return isPrivate ? translate(language, 'explanation.noChanges') : null
}

/** Only beside figures there is something to work out. */
const isWorkedOut = ({ reason }: Wish): boolean => reason !== null && hasFigures(reason)

function wishView(wish: Wish, request: PlaceRequest, language: Language) {
  const { reason, changes } = wish
  const met = reason?.key.startsWith('admitted') ?? false
  const companies = new Map(
    request.employers.map(({ companyId, company }) => [
      companyId,
      company ?? translate(language, 'explanation.otherCompany'),
    ]),
  )
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
