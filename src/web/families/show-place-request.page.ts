import { formatDay, formatInstant, formatMonth } from '../format.ts'
import { languageOf } from '../language.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { isWordKey, t } from '../words.ts'
import { explainedWishes } from './explained-wishes.ts'
import { type PlaceRequest, titleWords } from './family-words.ts'
import { outlookOf } from './request-outlook.ts'
import { answersOf } from './request-points.ts'
import { stepsOf } from './request-steps.ts'
import { servicesNear } from './services-near.ts'
import { emptyForm, type RefusedChoice, siblingsPanel } from './siblings-panel.ts'

/** `chosen` is the form about siblings as it was refused; without it, the page is as a visit finds it. */
export async function showPlaceRequest(visit: Visit, chosen?: RefusedChoice): Promise<Reply> {
  const { actions, viewer, params, query } = visit
  const withChanges = query.nachgerechnet === '1'
  const shown = await actions.showPlaceRequest(viewer, { requestId: params.requestId, withChanges })
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const siblings = await actions.showSiblings(viewer, params.requestId)
  if (!siblings.ok) return { kind: 'refused', refusal: siblings.refusal }
  const request = shown.value
  const title = titleWords(request.childName)
  return {
    kind: 'page',
    view: 'families/show-place-request',
    page: 'place-request',
    entity: request.id,
    state: request.state,
    title,
    status: chosen?.status ?? 200,
    data: {
      title,
      form: chosen?.form ?? emptyForm,
      siblings: siblings.value && siblingsPanel(siblings.value, visit, chosen?.form),
      back: viewer.subjects.length > 1 || siblings.value !== null ? paths.family.href() : null,
      outlook: outlookOf(request, actions.now()),
      bridge: request.state === 'waitlist' ? servicesNear(request, 'home') : null,
      steps: stepsOf(request),
      released: request.result !== null,
      ...explainedWishes(request, { language: languageOf(query), withChanges }),
      facts: factsOf(request),
      employers: request.employers.map(({ company, confirmedAt }) => ({
        company: company ?? t('family.otherEmployer'),
        badge:
          confirmedAt === null
            ? { look: 'warning', text: t('family.notConfirmed') }
            : { look: 'success', text: t('family.confirmed') },
      })),
      answers: answersOf(request),
      // The file to check with tells the employers of both guardians.
      ...(request.result &&
        request.employers.every(({ company }) => company !== null) && { check: checkLinks(request.id) }),
      allLooks: paths.familyLooks.href(),
      looks: request.looks.map(({ at, role }) => {
        const key = `roles.${role}`
        return t('family.look', { at: formatInstant(at), role: isWordKey(key) ? t(key) : role })
      }),
    },
  }
}

/** A released result can be worked out again at home. */
function checkLinks(requestId: string) {
  return { bundle: paths.familyBundle.href(requestId), verifier: paths.verifier.href(), draws: paths.draws.href() }
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
