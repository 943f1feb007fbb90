import { readFileSync } from 'node:fs'
import type { GroupForm, Network, NetworkKita, NetworkPlaceClass } from '../../src/domain/network.ts'
import type { AgeBand } from '../../src/domain/place-class.ts'
import { readCsv } from './csv.ts'
import { divide, type Random, randomFor } from './random.ts'

export const kitaYear = 2027
export const yearStart = '2027-08-01'

/** Which the licence asks to be shown with the data. */
const attribution = 'Offene Daten Wuppertal, Kindertageseinrichtungen Wuppertal, CC BY 4.0, Stand 2019, Auszug'

export const east = 'verbund-ost'
export const west = 'verbund-west'

const consortia: Network['consortia'] = [
  { key: east, name: 'Verbund Wuppertal-Ost', region: 'Wuppertal' },
  { key: west, name: 'Verbund Wuppertal-West', region: 'Wuppertal' },
]

const providers: Network['providers'] = [
  {
    key: 'traeger-talwiese',
    name: 'Talwiese Kindertagesstätten gGmbH (Demo)',
    website: 'https://example.org/talwiese',
  },
  { key: 'traeger-purzelbaum', name: 'Purzelbaum e. V. (Demo)' },
  {
    key: 'traeger-himmelsleiter',
    name: 'Himmelsleiter Familienwerk (Demo)',
    website: 'https://example.org/himmelsleiter',
  },
  { key: 'traeger-betriebsnest', name: 'Betriebsnest gGmbH (Demo)', website: 'https://example.org/betriebsnest' },
  { key: 'traeger-wupperbogen', name: 'Wupperbogen Jugendhilfe gGmbH (Demo)' },
  { key: 'traeger-elternkreis', name: 'Elternkreis Hardthöhe e. V. (Demo)' },
]

/** Official number → consortium and provider. */
const members: Record<string, { consortium: string; provider: string; laterStart?: string }> = {
  '10206': { consortium: east, provider: 'traeger-purzelbaum' },
  '10188': { consortium: east, provider: 'traeger-talwiese', laterStart: '2027-10-01' },
  '10227': { consortium: east, provider: 'traeger-betriebsnest' },
  '10190': { consortium: east, provider: 'traeger-betriebsnest' },
  '10205': { consortium: east, provider: 'traeger-himmelsleiter' },
  '10019': { consortium: east, provider: 'traeger-purzelbaum', laterStart: '2027-10-01' },
  '10138': { consortium: east, provider: 'traeger-talwiese', laterStart: '2028-02-01' },
  '10179': { consortium: east, provider: 'traeger-betriebsnest' },
  '10047': { consortium: west, provider: 'traeger-wupperbogen', laterStart: '2028-02-01' },
  '10180': { consortium: west, provider: 'traeger-wupperbogen' },
  '10030': { consortium: west, provider: 'traeger-elternkreis' },
  '10194': { consortium: west, provider: 'traeger-elternkreis' },
}

export type DemoKitas = Pick<Network, 'consortia' | 'providers' | 'kitas' | 'placeClasses'>

export function demoKitas(seed: number): DemoKitas {
  const random = randomFor(seed, 'kitas')
  const rows = readCsv(readFileSync(new URL('kitas-wuppertal.csv', import.meta.url), 'utf8'))
  const kitas = rows.map((row): NetworkKita => {
    const { consortium, provider } = members[row.id]
    return {
      key: kitaKey(row.id),
      consortium,
      provider,
      name: row.name,
      street: row.adresse,
      city: row.ort,
      longitude: Number(row.lon),
      latitude: Number(row.lat),
      licensedPlaces: Number(row.plaetze),
      source: attribution,
      groups: groupsOf(Number(row.plaetze)),
    }
  })
  const placeClasses = rows.flatMap((row) =>
    placeClassesOf(kitaKey(row.id), Number(row.plaetze), members[row.id].laterStart, random),
  )
  return { consortia, providers, kitas, placeClasses }
}

export function kitaKey(officialNumber: string): string {
  return `kita-${officialNumber}`
}

/** Form II takes 10 under three, form I 20, form III 20 to 25: together exactly the licensed places. */
export function groupsOf(places: number): NetworkKita['groups'] {
  const names = [
    'Igel',
    'Füchse',
    'Spatzen',
    'Frösche',
    'Eulen',
    'Hasen',
    'Dachse',
    'Libellen',
    'Amseln',
    'Marder',
    'Biber',
  ]
  const small = Math.max(1, Math.round(places / 60))
  const large = Math.ceil((places - 10 * small) / 22)
  const ofFormI = Math.ceil(large / 2)
  const ofFormIII = large - ofFormI
  const left = divide(
    places - 10 * small - 20 * ofFormI,
    Array.from({ length: ofFormIII }, () => 1),
  )
  const sizes: [GroupForm, number][] = [
    ...Array.from({ length: small }, (): [GroupForm, number] => ['II', 10]),
    ...Array.from({ length: ofFormI }, (): [GroupForm, number] => ['I', 20]),
    ...left.map((size): [GroupForm, number] => ['III', size]),
  ]
  return sizes.map(([form, size], at) => ({ name: names[at], form, places: size }))
}

/**
 * A third of the places is vacant in a year: most children enter at two, so two thirds of that are under three. Where the Kita has
 * a later start too, a few toddlers of the long day come then.
 */
function placeClassesOf(kita: string, places: number, laterStart: string | undefined, random: Random) {
  const vacant = Math.round(places * (0.31 + 0.05 * random.next()))
  const [u3Long, u3Short, oldLong, oldShort] = divide(vacant, [0.4, 0.26, 0.2, 0.14])
  const later = laterStart === undefined ? 0 : Math.round(u3Long * 0.2)
  // A small house has no half places: what would be one or two at the short hours of the older ones goes to the long.
  const merge = oldShort <= 2 ? oldShort : 0

  const placeClass = (
    ageBand: AgeBand,
    hours: 35 | 45,
    vacancies: number,
    startMonth = yearStart,
  ): NetworkPlaceClass => ({
    key: `${kita}-${ageBand === 'U3' ? 'u3' : 'ue3'}-${hours}-${startMonth.slice(0, 7)}`,
    kita,
    ageBand,
    hours,
    startMonth,
    vacancies,
  })
  return [
    placeClass('U3', 45, u3Long - later),
    placeClass('U3', 35, u3Short),
    placeClass('Ü3', 45, oldLong + merge),
    placeClass('Ü3', 35, oldShort - merge),
    ...(laterStart === undefined ? [] : [placeClass('U3', 45, later, laterStart)]),
  ]
}
