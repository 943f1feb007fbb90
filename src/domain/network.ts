import type { Day, Instant, Month } from './day.ts'
import type { AgeBand, Hours } from './place-class.ts'
import type { CriterionAnswer, PointsCatalogue } from './points-catalogue.ts'
import type { SiblingChoice } from './sibling-choice.ts'

/**
 * A whole network before its first freeze, as one plain value: what an operator fills an empty database with. Everything that
 * can be referred to has a `key`, the file's own name for it, unique in the whole file; all other fields named after a thing
 * (`kita: …`) hold its key. What a seed leaves out (ids, versions) is made when it is written.
 */
export type Network = {
  format: 'network/1'
  installation: { name: string; demo: boolean }
  consortia: { key: string; name: string; region: string }[]
  providers: { key: string; name: string; website?: string }[]
  kitas: NetworkKita[]
  placeClasses: NetworkPlaceClass[]
  companies: { key: string; consortium: string; name: string; kind: string; employees: number }[]
  quotas: NetworkQuota[]
  placements: NetworkPlacement[]
  accounts: NetworkAccount[]
  families: NetworkFamily[]
  requests: NetworkRequest[]
  catalogues: NetworkCatalogue[]
  rounds: NetworkRound[]
  locations: ({ key: string; name: string } & Address)[]
  services: NetworkService[]
}

/** WGS84, in degrees. */
type Place = { longitude: number; latitude: number }
type Address = Place & { street: string; city: string }
/** Both days belong to it. */
type Validity = { validFrom: Day; validTo: Day }

export const groupForms = ['I', 'II', 'III'] as const
export type GroupForm = (typeof groupForms)[number]

export type NetworkKita = Address & {
  key: string
  consortium: string
  provider: string
  name: string
  licensedPlaces: number
  /** Where the facts come from, with licence and date. */
  source: string
  groups: { name: string; form: GroupForm; places: number }[]
}

export type NetworkPlaceClass = {
  key: string
  kita: string
  ageBand: AgeBand
  hours: Hours
  startMonth: Month
  vacancies: number
}

/** A dated contract. Its places are numbered from 1; `assigned` says which of them goes to which place class. */
export type NetworkQuota = Validity & {
  key: string
  company: string
  kita: string
  ageBand: AgeBand
  hours: Hours
  places: number
  monthlyFeeCents: number
  assigned: { ordinal: number; placeClass: string }[]
}

/** Somebody's place from/to, for one company (`quotaPlace`) or for the pool; `child` only where the file knows it. */
export type NetworkPlacement = Validity & {
  kita: string
  ageBand: AgeBand
  hours: Hours
  quotaPlace?: { quota: string; ordinal: number }
  child?: string
}

/** What each role is held for. */
export const subjectOfRole = {
  parent: 'family',
  hr: 'company',
  kitaAdmin: 'kita',
  provider: 'provider',
  serviceEditor: 'provider',
  auditor: 'consortium',
  coordinator: 'consortium',
} as const
export type NetworkRole = keyof typeof subjectOfRole

export type NetworkAccount = {
  key: string
  email: string
  displayName: string
  password: string
  /** 160 bits in base32; staff without one sets up a second factor at its first sign-in. */
  totpSecret?: string
  roles: { role: NetworkRole; of: string }[]
}

export type NetworkFamily = Place & {
  key: string
  district: string
  guardians: { givenName: string; familyName: string; account?: string }[]
  children: { key: string; givenName: string; familyName: string; birthDate: Day }[]
  /** How children who apply in the same round are to be placed; independent of each other where it says nothing. */
  siblingChoices?: { consortium: string; kitaYear: number; choice: SiblingChoice }[]
}

/** Before the first freeze a request is one of these. */
export const seedableRequestStates = ['awaiting-parent', 'draft', 'submitted', 'withdrawn'] as const
export const seedableRoundStates = ['planned', 'open'] as const

export type NetworkRequest = {
  key: string
  consortium: string
  kitaYear: number
  state: (typeof seedableRequestStates)[number]
  startMonth: Month
  hours: Hours
  /** Either the child, or as long as only its company knows it, the month of its birth. */
  child?: string
  childBirthMonth?: Month
  /** 128 bits in Crockford's base32; made where a submitted request has none. */
  ticket?: string
  submittedAt?: Instant
  employments: {
    company: string
    guardian: 1 | 2
    employeeName: string
    employeeEmail?: string
    openedByCompany: boolean
    confirmedAt?: Instant
  }[]
  /** Place classes, the most wanted first. */
  wishes: string[]
  answers: { criterion: CriterionAnswer['criterion']; kita?: string; value: number }[]
}

export type NetworkCatalogue = Validity & PointsCatalogue & { key: string; consortium: string }

export type NetworkRound = {
  key: string
  consortium: string
  kitaYear: number
  name: string
  state: (typeof seedableRoundStates)[number]
  applicationsUntil: Day
  /** Ignored: lots come from a public draw. Files from before may have it. */
  seed?: string
  catalogue: string
}

/** In the words of Open Referral HSDS 3.0. */
export type NetworkService = {
  key: string
  provider: string
  name: string
  kind: string
  description: string
  minimumAgeMonths?: number
  maximumAgeMonths?: number
  url?: string
  email?: string
  phone?: string
  /** ISO 639-1. */
  languages: string[]
  assuredDate: Day
  assurer: string
  status: 'active' | 'inactive'
  at: { location: string; schedules: NetworkSchedule[] }[]
  costs: { option: string; amountCents?: number; amountDescription: string }[]
}

/** `rrule` as in RFC 5545; `opensAt` and `closesAt` as HH:MM. */
export type NetworkSchedule = {
  description: string
  rrule: string
  opensAt: string
  closesAt: string
  validFrom: Day
  validTo?: Day
}

/** 128 bits in Crockford's base32: 26 characters, the first of which holds three bits. */
export const ticketPattern = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/
