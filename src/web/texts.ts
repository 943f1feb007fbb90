/**
 * Fields as one text each, or undefined where one is a list or an object: no form of ours sends those. Nor U+0000, which
 * PostgreSQL cannot keep.
 */
export function texts(fields: unknown): Record<string, string> | undefined {
  if (typeof fields !== 'object' || fields === null) return undefined
  const entries = Object.entries(fields)
  if (entries.some(([, value]) => typeof value !== 'string' || value.includes('\u0000'))) return undefined
  return Object.fromEntries(entries)
}
