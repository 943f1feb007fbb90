import { z } from 'zod'
import { siblingChoices } from '../../domain/sibling-choice.ts'
import { formKey } from '../form-key.ts'
import { readForm, type ShownForm } from '../form.ts'
import { paths } from '../paths.ts'
import { type RefusalKind, statusOf, wordsOf } from '../refusals.ts'
import type { Reply, Visit } from '../route.ts'
import { showPlaceRequest } from './show-place-request.page.ts'

const choiceForm = z.object({
  choice: z.enum(siblingChoices, { error: 'siblings.errors.choice' }),
  version: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
})

/** A refusal is shown on the request's own page, with what was chosen. */
export async function chooseSiblings(visit: Visit): Promise<Reply> {
  const { actions, viewer, params, fields } = visit
  const { requestId } = params
  // Whose request it is comes before how the form is filled in: to others it does not exist, whatever they send.
  const before = await actions.showSiblings(viewer, requestId)
  if (!before.ok) return { kind: 'refused', refusal: before.refusal }
  const key = formKey(fields)
  if (key === undefined || !choiceForm.shape.version.safeParse(fields.version).success)
    return { kind: 'refused', refusal: { kind: 'malformed' } }
  const form = readForm(choiceForm, fields)
  if (!form.ok) return showPlaceRequest(visit, { form: form.shown, status: 422 })

  const chosen = await actions.chooseSiblings(viewer, { requestId, ...form.value, key })
  if (chosen.ok) {
    return { kind: 'redirect', to: `${paths.placeRequest.href(requestId)}?gespeichert=geschwister#siblings` }
  }
  const { refusal } = chosen
  switch (refusal.kind) {
    case 'not-found':
      return { kind: 'refused', refusal }
    case 'round-not-open':
    case 'no-siblings-applying':
    case 'changed-meanwhile':
    case 'key-used-otherwise':
      return showPlaceRequest(visit, problem(fields, refusal.kind))
  }
}

function problem(values: ShownForm['values'], code: RefusalKind) {
  return { form: { values, errors: [], problem: { code, ...wordsOf(code) } }, status: statusOf(code) }
}
