/** The key that a form of ours carries, so that its act happens once. Undefined where somebody else made it up. */
export function formKey(fields: Readonly<Record<string, string>>): string | undefined {
  const key = fields._key
  return key !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key) ? key : undefined
}
