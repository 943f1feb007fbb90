import { z } from 'zod'
import { formKey } from '../form-key.ts'
import { readForm, type ShownForm } from '../form.ts'
import { paths } from '../paths.ts'
import { type RefusalKind, statusOf, wordsOf } from '../refusals.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { showFamilyData } from './show-family-data.page.ts'

const line = z
  .string()
  .trim()
  .max(200, 'form.tooLong')
  .regex(/^[^\p{Cc}]*$/u, 'form.invalid')

const contactForm = z.object({
  phone: line.regex(/^(\+?[\d][\d ()/-]{4,30})?$/, 'familyData.errors.phone'),
  street: line,
  postalCode: line.regex(/^(\d{5})?$/, 'familyData.errors.postalCode'),
  city: line,
  addressSecret: z.enum(['', 'on'], 'form.invalid').transform((box) => box === 'on'),
  version: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
})

export async function changeContact(visit: Visit): Promise<Reply> {
  const { actions, viewer, fields } = visit
  const key = formKey(fields)
  if (key === undefined || !contactForm.shape.version.safeParse(fields.version).success)
    return { kind: 'refused', refusal: { kind: 'malformed' } }
  const form = readForm(contactForm, fields)
  if (!form.ok) return showFamilyData(visit, { form: form.shown, status: 422 })
  const { addressSecret, version, ...contact } = form.value
  const missing = missingPart(contact)
  if (missing) {
    const errors = [{ field: missing, message: t('familyData.errors.incomplete') }]
    return showFamilyData(visit, { form: { values: fields, errors }, status: 422 })
  }

  const changed = await actions.changeContact(viewer, { contact, addressSecret, version, key })
  if (changed.ok) return { kind: 'redirect', to: `${paths.familyData.href()}?gespeichert=kontakt` }
  const { refusal } = changed
  switch (refusal.kind) {
    case 'not-found':
      return { kind: 'refused', refusal }
    case 'changed-meanwhile':
      return showFamilyData(visit, problem(fields, refusal.kind, t('familyData.typedBelow')))
    case 'key-used-otherwise':
      return showFamilyData(visit, problem(fields, refusal.kind))
  }
}

/** An address is whole or none at all: with half of one nobody finds the door. */
function missingPart(contact: { street: string; postalCode: string; city: string }): string | undefined {
  const parts = ['street', 'postalCode', 'city'] as const
  const given = parts.filter((part) => contact[part] !== '')
  return given.length === 0 ? undefined : parts.find((part) => contact[part] === '')
}

function problem(values: ShownForm['values'], code: RefusalKind, text?: string) {
  const shown = { code, ...wordsOf(code), ...(text !== undefined && { text }) }
  return { form: { values, errors: [], problem: shown }, status: statusOf(code) }
}
