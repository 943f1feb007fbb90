import type { z } from 'zod'
import { isWordKey, t } from './words.ts'

/** A form as a page draws it: what was typed, and what is wrong with which field. */
export type ShownForm = {
  values: Readonly<Record<string, string>>
  errors: { field: string; message: string }[]
  problem?: { code: string; title: string; text: string }
}

/** Reads typed text by a schema whose messages are keys of words; what was typed comes back either way. */
export function readForm<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  fields: Readonly<Record<string, string>>,
): { ok: true; value: z.output<z.ZodObject<Shape>> } | { ok: false; shown: ShownForm } {
  // An absent field is an empty one: zod's own message for "missing" is English.
  const empty = Object.fromEntries(Object.keys(schema.shape).map((field) => [field, '']))
  const read = schema.safeParse({ ...empty, ...fields })
  if (read.success) return { ok: true, value: read.data }
  const errors = new Map<string, string>()
  for (const { path, message } of read.error.issues) {
    const field = String(path[0] ?? '')
    if (!errors.has(field)) errors.set(field, isWordKey(message) ? t(message) : t('form.invalid'))
  }
  return {
    ok: false,
    shown: { values: fields, errors: [...errors].map(([field, message]) => ({ field, message })) },
  }
}
