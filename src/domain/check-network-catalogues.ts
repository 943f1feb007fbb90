import { type CatalogueFault, type CatalogueFaultReason, checkPointsCatalogue } from './check-points-catalogue.ts'
import { criterionIds } from './known-criteria.ts'
import type { Network } from './network.ts'
import type { NetworkIndex } from './network-index.ts'

/** Points catalogues: a version once, for a time, with rows that some answer chooses and criteria that are asked for. */
export function checkCatalogues(network: Network, { find, once, wrong }: NetworkIndex): void {
  for (const [at, catalogue] of network.catalogues.entries()) {
    const path = `$.catalogues[${at}]`
    const { consortium, version } = catalogue
    find('consortium', consortium, `${path}.consortium`)
    once('a version of a catalogue', [consortium, version], `${path}.version`)
    const kitas = new Set(network.kitas.filter((kita) => kita.consortium === consortium).map(({ key }) => key))
    for (const fault of checkPointsCatalogue(catalogue, kitas)) {
      wrong(`${path}${pathText(fault.path)}`, expectedOf(fault), fault.found)
    }
  }
}

function pathText(path: CatalogueFault['path']): string {
  return path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
}

const expected: Record<CatalogueFaultReason, (values: CatalogueFault['values']) => string> = {
  'validity-upside-down': ({ validFrom }) => `a day from ${validFrom} on`,
  'unknown-criterion': () => `one of the criteria that are known: ${criterionIds.join(', ')}`,
  'criterion-twice': ({ first }) => `a criterion once only, and it is criteria[${first}] already`,
  'other-kind': ({ kind }) => `${kind}, as this criterion is one`,
  'no-rows': () => 'at least one row that gives points',
  'points-not-whole': ({ most }) => `whole points from 0 to ${most}`,
  'out-of-range': ({ least, most }) => `a whole number from ${least} to ${most}: no answer lies beyond`,
  'threshold-twice': ({ first }) =>
    `a threshold of its own: it is that of row ${first} already, and only one can count`,
  'band-upside-down': ({ from }) => `a distance from ${from} on, where the band begins`,
  'band-twice': ({ first }) => `a band of its own, and it is that of row ${first} already`,
  'band-inside-another': ({ first, otherFrom, otherTo }) =>
    `no distance of row ${first} (${otherFrom}–${otherTo}), and one lies inside the other`,
  'bands-overlap': ({ first, otherFrom, otherTo }) => `no distance of row ${first} (${otherFrom}–${otherTo})`,
  'kita-unknown': () => 'the key of a Kita of the same consortium',
  'kita-twice': ({ first }) => `a Kita once only, and it is additions[${first}] already`,
}

function expectedOf({ reason, values }: CatalogueFault): string {
  return expected[reason](values)
}
