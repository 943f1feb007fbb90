import { isWordKey, t } from './words.ts'

/** The status of each refusal (roles.md of the field: somebody else's thing does not exist). A new kind without a row is a 409. */
const statuses: Readonly<Record<string, number>> = {
  'not-found': 404,
  'sign-in-needed': 401,
  'form-outdated': 403,
  'too-large': 413,
  malformed: 400,
  unexpected: 500,
}

export function statusOf(kind: string): number {
  return statuses[kind] ?? 409
}

export function wordsOf(kind: string, values: Record<string, string | number> = {}): { title: string; text: string } {
  const title = `refusals.${kind}.title`
  const text = `refusals.${kind}.text`
  if (!isWordKey(title) || !isWordKey(text)) throw new Error(`no words for the refusal ${kind}`)
  return { title: t(title, values), text: t(text, values) }
}
