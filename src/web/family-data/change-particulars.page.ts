import { z } from 'zod'
import { isChildParticular } from '../../domain/child-particular.ts'
import { formKey } from '../form-key.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'

const version = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
  // Whose child it is comes before how the form is filled in; no row has this one.
  .catch(-1)

/** Boxes that are ticked come as fields of their names, the others not at all. */
export async function changeParticulars({ actions, viewer, params, fields }: Visit): Promise<Reply> {
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
  return { kind: 'refused', refusal: changed.refusal }
}
