/** Every URL once: the pattern that the router takes and the link that a page gives. */
const fixed = <const Path extends string>(path: Path) => ({ pattern: path, href: () => path })

export const paths = {
  start: fixed('/'),
  signIn: fixed('/anmelden'),
  signOut: fixed('/abmelden'),
  imprint: fixed('/impressum'),
  privacy: fixed('/datenschutz'),
  accessibility: fixed('/barrierefreiheit'),
  licences: fixed('/lizenzen'),
  healthz: fixed('/healthz'),
} as const
