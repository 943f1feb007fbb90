import { isUnmet } from '../../domain/explanation.ts'
import { monthsBetween } from '../../domain/day.ts'
import { familyServicesHref } from '../family-services/search-link.ts'
import { formatDay, formatInstant, formatKilometres, formatMonth } from '../format.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { isWordKey, t } from '../words.ts'
import { type PlaceRequest, titleWords, type Wish } from './family-words.ts'
import { outlookOf, placeClassWords } from './request-outlook.ts'
import { answersOf } from './request-points.ts'
import { stepsOf } from './request-steps.ts'
import { reasonWords } from './wish-words.ts'

export async function showPlaceRequest({ actions, viewer, params }: Visit): Promise<Reply> {
  const shown = await actions.showPlaceRequest(viewer, params.requestId)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const request = shown.value
  const title = titleWords(request.childName)
  return {
    kind: 'page',
    view: 'families/show-place-request',
    page: 'place-request',
    entity: request.id,
    state: request.state,
    title,
    data: {
      title,
      back: viewer.subjects.length > 1 ? paths.family.href() : null,
      outlook: outlookOf(request, actions.now()),
      bridge: request.state === 'waitlist' ? servicesNear(request, 'home') : null,
      steps: stepsOf(request),
      released: request.result !== null,
      wishes: request.wishes.map((wish) => wishView(wish, request)),
      facts: factsOf(request),
      employers: request.employers.map(({ company, confirmedAt }) => ({
        company,
        badge:
          confirmedAt === null
            ? { look: 'warning', text: t('family.notConfirmed') }
            : { look: 'success', text: t('family.confirmed') },
      })),
      answers: answersOf(request),
      looks: request.looks.map(({ at, role }) => {
        const key = `roles.${role}`
        return t('family.look', { at: formatInstant(at), role: isWordKey(key) ? t(key) : role })
      }),
    },
  }
}

function wishView(wish: Wish, request: PlaceRequest) {
  const { reason } = wish
  const companies = new Map(request.employers.map(({ companyId, company }) => [companyId, company]))
  return {
    head: t('family.wish', { rank: wish.rank, kita: wish.kita }),
    address: `${wish.street}, ${wish.city}`,
    placeClass: placeClassWords(wish),
    distance: t('family.distance', { kilometres: formatKilometres(wish.kilometresFromHome) }),
    code: reason?.key ?? null,
    met: reason?.key.startsWith('admitted') ?? false,
    reason: reason && reasonWords(reason, companies),
    help:
      reason && isUnmet(reason)
        ? { href: servicesNear(request, wish.kitaId), text: t('family.help', { kita: wish.kita }) }
        : null,
  }
}

/** The services for the age that the child has when the place should begin. */
function servicesNear({ birthDate, childBirthMonth, startMonth }: PlaceRequest, near: string): string {
  const ageInMonths = Math.max(0, monthsBetween(birthDate ?? childBirthMonth, startMonth))
  return familyServicesHref({ ageInMonths, near })
}

function factsOf(request: PlaceRequest) {
  const born =
    request.birthDate === null
      ? { label: t('family.birthMonth'), value: formatMonth(request.childBirthMonth) }
      : { label: t('family.birthDate'), value: formatDay(request.birthDate) }
  return [
    ...(request.childName === null ? [] : [{ label: t('family.child'), value: request.childName }]),
    born,
    { label: t('family.start'), value: formatMonth(request.startMonth) },
    { label: t('family.hours'), value: t('family.hoursWords', { hours: request.hours }) },
    { label: t('family.consortium'), value: request.consortium },
    { label: t('family.ticket'), value: request.ticket ?? t('family.noTicket'), code: request.ticket !== null },
  ]
}
