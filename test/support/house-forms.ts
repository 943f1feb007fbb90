/**
 * Every form of the house in an order in which each of them can be sent once, in the demo network with both rounds open. A new act
 * needs one entry here; test/web/every-form.test.ts names those that are missing.
 */
import { demoValue } from '../../src/domain/public-value.ts'

/** What paths need of a demo network. */
export type DemoPlaces = { ids: Record<string, string>; placeClassId: string; requestId: string }

export type HouseForm = {
  /** Its `data-action`. */
  action: string
  /** Demo account that sends it; undefined for a visitor. */
  as?: string
  page: (places: DemoPlaces) => string
  /** What a person fills in. */
  typed: Record<string, string>
  /** Other content for the same key: other fields, or the same form for something else. */
  otherwise: { typed: Record<string, string> } | { target: (places: DemoPlaces) => string }
  /** How many entries in the trail its one effect has; 1 where nothing else is said. */
  entries?: number
  /** The page's `data-state` that must be reached before, for what the worker does in between. */
  waitFor?: string
}

const east = 'hauptvergabe-verbund-ost'
const west = 'hauptvergabe-verbund-west'
const round = ({ ids }: DemoPlaces, name = east) => `/vergaberunden/${ids[name]}`

const request = { employeeName: 'Erika Beispiel', childBirthMonth: '2025-06', startMonth: '2027-08-01', hours: '45' }
const { signature } = demoValue

export const houseForms: readonly HouseForm[] = [
  {
    action: 'open-place-request',
    as: 'personal-klinik',
    page: () => '/platzanfragen/neu',
    typed: request,
    otherwise: { typed: { ...request, hours: '35' } },
  },
  {
    action: 'declare-vacancies',
    as: 'kita-tal-strolche',
    page: ({ placeClassId }) => `/platzarten/${placeClassId}/freie-plaetze`,
    typed: { vacancies: '40' },
    otherwise: { typed: { vacancies: '41' } },
  },
  {
    action: 'choose-siblings',
    as: 'eltern6',
    page: ({ requestId }) => `/anfragen/${requestId}`,
    typed: { choice: 'together-or-nothing' },
    otherwise: { typed: { choice: 'independent' } },
  },
  {
    action: 'start-dry-run',
    as: 'koordination',
    page: (places) => `${round(places)}/probelaeufe`,
    typed: {},
    otherwise: { target: (places) => `${round(places, west)}/probelaeufe` },
  },
  {
    action: 'freeze-round',
    as: 'koordination',
    page: (places) => `${round(places)}/einfrieren`,
    typed: { source: 'drand', drandRound: String(demoValue.round) },
    otherwise: { typed: { source: 'drand', drandRound: String(demoValue.round + 1) } },
  },
  {
    action: 'enter-value',
    as: 'koordination',
    page: (places) => `${round(places)}/ziehung`,
    typed: { signature },
    otherwise: { typed: { signature: signature.replace(/^./, (first) => (first === '8' ? '9' : '8')) } },
  },
  {
    action: 'enter-value',
    as: 'koordination2',
    page: (places) => `${round(places)}/ziehung`,
    typed: { signature },
    otherwise: { target: (places) => `${round(places, west)}/ziehung` },
    // The second entry draws.
    entries: 2,
  },
  {
    action: 'propose-release',
    as: 'koordination',
    page: round,
    waitFor: 'computed',
    typed: {},
    otherwise: { target: (places) => `${round(places, west)}/freigabe-vorschlagen` },
  },
  {
    action: 'approve-release',
    as: 'koordination2',
    page: round,
    typed: {},
    otherwise: { typed: { outcomeHash: '0'.repeat(64) } },
  },
  {
    action: 'preview-catalogue',
    as: 'koordination',
    page: ({ ids }) => `/verbund/${ids['verbund-ost']}/punkte/vorschau`,
    typed: {},
    otherwise: { target: ({ ids }) => `/verbund/${ids['verbund-west']}/punkte/vorschau` },
  },
]

/** Acts that carry no key, each with the reason. */
export const actsWithoutKey: Readonly<Record<string, string>> = {
  'sign-in': 'each sign-in is one of its own: it gives the browser a new session, and the one before ends by itself',
  'sign-out': 'who is signed out already stays signed out',
}
