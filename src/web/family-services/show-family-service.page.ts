import { formatDay, formatLanguage, formatList } from '../format.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { hsdsOf } from './hsds.ts'
import { ageWords, costWords, type FamilyService, scheduleWords, webLink } from './service-words.ts'

export async function showFamilyService({ actions, viewer, params }: Visit): Promise<Reply> {
  const shown = await actions.showFamilyService(viewer, params.serviceId)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const service = shown.value
  return {
    kind: 'page',
    view: 'family-services/show-family-service',
    page: 'family-service',
    entity: service.id,
    state: service.stale ? 'stale' : 'assured',
    title: service.name,
    data: { ...hsdsOf(service), shown: shownOf(service) },
  }
}

function shownOf(service: FamilyService) {
  const languages = service.languages.map(formatLanguage)
  return {
    back: paths.familyServices.href(),
    stale: service.stale,
    assured: t('familyService.assured', { day: formatDay(service.assuredDate), assurer: service.assurer }),
    facts: [
      { label: t('familyService.provider'), values: [service.provider] },
      { label: t('familyService.age'), values: [ageWords(service)] },
      { label: t('familyService.costs'), values: costsOf(service) },
      ...(languages.length > 0 ? [{ label: t('familyService.languages'), values: [formatList(languages)] }] : []),
    ],
    places: service.locations.map((location) => placeOf(location, service.today)),
    contacts: contactsOf(service),
  }
}

function costsOf({ costs }: FamilyService): string[] {
  return costs.length === 0 ? [t('familyService.noCosts')] : costs.map(costWords)
}

function placeOf(
  { name, street, city, latitude, longitude, schedules }: FamilyService['locations'][number],
  today: string,
) {
  const to = encodeURIComponent(`${latitude},${longitude}`)
  return {
    name,
    address: `${street}, ${city}`,
    times: schedules.map((schedule) => scheduleWords(schedule, today)),
    route: {
      href: `https://www.openstreetmap.org/directions?to=${to}`,
      text: t('familyService.route'),
      label: t('familyService.routeTo', { place: name }),
    },
    map: {
      href: `geo:${latitude},${longitude}?q=${to}`,
      text: t('familyService.map'),
      label: t('familyService.mapOf', { place: name }),
    },
  }
}

function contactsOf({ phone, email, url, providerWebsite }: FamilyService) {
  const links = [
    phone === null
      ? null
      : { label: t('familyService.phone'), text: phone, href: `tel:${phone.replaceAll(/[^\d+]/g, '')}` },
    email === null
      ? null
      : { label: t('familyService.email'), text: email, href: `mailto:${encodeURIComponent(email)}` },
    webLink(url) && { label: t('familyService.url'), text: shortened(url ?? ''), href: webLink(url) },
    webLink(providerWebsite) && {
      label: t('familyService.website'),
      text: shortened(providerWebsite ?? ''),
      href: webLink(providerWebsite),
    },
  ]
  return links.filter((link) => link !== null)
}

function shortened(url: string): string {
  return url.replace(/^https?:\/\//i, '').replace(/\/$/, '')
}
