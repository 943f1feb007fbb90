/** Fields as one text each, or undefined where one is a list or an object: no form of ours sends those. */
export function texts(fields: unknown): Record<string, string> | undefined {
  if (typeof fields !== 'object' || fields === null) return undefined
  const entries = Object.entries(fields)
  if (entries.some(([, value]) => typeof value !== 'string')) return undefined
  return Object.fromEntries(entries)
}
