import type { FormatError } from '../engine/types.ts'
import type { Network } from './network.ts'

type Child = Network['families'][number]['children'][number]

/** Everything that has a key, by what it is. */
export type Keyed = {
  consortium: Network['consortia'][number]
  provider: Network['providers'][number]
  kita: Network['kitas'][number]
  placeClass: Network['placeClasses'][number]
  company: Network['companies'][number]
  quota: Network['quotas'][number]
  account: Network['accounts'][number]
  family: Network['families'][number]
  child: Child
  request: Network['requests'][number]
  catalogue: Network['catalogues'][number]
  round: Network['rounds'][number]
  location: Network['locations'][number]
  service: Network['services'][number]
}
export type KeyedKind = keyof Keyed

/** Notes what is wrong, finds things by their keys, and notices what may stand once only. */
export type NetworkIndex = {
  errors: FormatError[]
  wrong(path: string, expected: string, found: unknown): void
  /** Undefined where no such thing has this key, noted if a path is given. An absent key is no fault. */
  find<Kind extends KeyedKind>(kind: Kind, key: string | undefined, path?: string): Keyed[Kind] | undefined
  /** Notes a second thing of the same `what` and the same parts. */
  once(what: string, parts: readonly unknown[], path: string): void
}

const listOf: Record<KeyedKind, string> = {
  consortium: '$.consortia',
  provider: '$.providers',
  kita: '$.kitas',
  placeClass: '$.placeClasses',
  company: '$.companies',
  quota: '$.quotas',
  account: '$.accounts',
  family: '$.families',
  child: 'the children in $.families',
  request: '$.requests',
  catalogue: '$.catalogues',
  round: '$.rounds',
  location: '$.locations',
  service: '$.services',
}

/** Every keyed thing with its path, in the order of the file. */
export function* keyedThings(network: Network): Generator<{ kind: KeyedKind; path: string; thing: Keyed[KeyedKind] }> {
  const lists: { [Kind in Exclude<KeyedKind, 'child'>]: [string, Keyed[Kind][]] } = {
    consortium: ['consortia', network.consortia],
    provider: ['providers', network.providers],
    kita: ['kitas', network.kitas],
    placeClass: ['placeClasses', network.placeClasses],
    company: ['companies', network.companies],
    quota: ['quotas', network.quotas],
    account: ['accounts', network.accounts],
    family: ['families', network.families],
    request: ['requests', network.requests],
    catalogue: ['catalogues', network.catalogues],
    round: ['rounds', network.rounds],
    location: ['locations', network.locations],
    service: ['services', network.services],
  }
  for (const kind of Object.keys(lists) as (keyof typeof lists)[]) {
    const [list, things] = lists[kind]
    for (const [at, thing] of things.entries()) {
      yield { kind, path: `$.${list}[${at}]`, thing }
      if (kind !== 'family') continue
      for (const [nth, child] of network.families[at].children.entries()) {
        yield { kind: 'child', path: `$.families[${at}].children[${nth}]`, thing: child }
      }
    }
  }
}

export function indexNetwork(network: Network): NetworkIndex {
  const errors: FormatError[] = []
  const things = new Map<string, { kind: KeyedKind; path: string; thing: Keyed[KeyedKind] }>()
  const seen = new Map<string, string>()

  const wrong = (path: string, expected: string, found: unknown) =>
    void errors.push({ path, expected, found: typeof found === 'string' ? found : JSON.stringify(found) })

  for (const entry of keyedThings(network)) {
    const first = things.get(entry.thing.key)
    if (first) wrong(`${entry.path}.key`, 'a key of its own', `${shown(entry.thing.key)}, which is also ${first.path}`)
    else things.set(entry.thing.key, entry)
  }

  return {
    errors,
    wrong,
    find<Kind extends KeyedKind>(kind: Kind, key: string | undefined, path?: string) {
      if (key === undefined) return undefined
      const found = things.get(key)
      if (found?.kind === kind) return found.thing as Keyed[Kind]
      if (path === undefined) return undefined
      const reason = found ? `which is ${found.path}` : 'which nothing has'
      wrong(path, `the key of one of ${listOf[kind]}`, `${shown(key)}, ${reason}`)
      return undefined
    },
    once(what, parts, path) {
      const name = JSON.stringify([what, ...parts])
      const first = seen.get(name)
      if (first === undefined) seen.set(name, path)
      else wrong(path, `${what} once only`, `the same at ${first}`)
    },
  }
}

function shown(key: string): string {
  return JSON.stringify(key)
}
