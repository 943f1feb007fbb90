import { z } from 'zod'
import { isChildParticular } from '../../domain/child-particular.ts'
import { formKey } from '../form-key.ts'
import { paths } from '../paths.ts'
import { problemOf } from '../problem-of.ts'
import type { Reply, Visit } from '../route.ts'
import { showFamilyData } from './show-family-data.page.ts'

const version = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
  // Whose child it is comes before how the form is filled in; no row has this one.
  .catch(-1)

/** Boxes that are ticked come as fields of their names, the others not at all. */
export async function changeParticulars(visit: Visit): Promise<Reply> {
  const { actions, viewer, params, fields } = visit
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const particulars = Object.keys(fields).filter(isChildParticular)
  const { childId } = params
  const changed = await actions.changeParticulars(viewer, {
    childId,
    particulars,
    version: version.parse(fields.version),
    key,
  })
  if (changed.ok) return { kind: 'redirect', to: `${paths.familyData.href()}?gespeichert=kind` }
  if (changed.refusal.kind === 'not-found') return { kind: 'refused', refusal: changed.refusal }
  // The other guardian was faster: the boxes show what holds now.
  const { problem, status } = problemOf(changed.refusal)
  return showFamilyData(visit, { form: { errors: [], problem }, status })
}
