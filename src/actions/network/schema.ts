import { z } from 'zod'
import { mostPoints } from '../../domain/check-points-catalogue.ts'
import {
  groupForms,
  type Network,
  seedableRequestStates,
  seedableRoundStates,
  ticketPattern,
} from '../../domain/network.ts'
import { ageBands, weeklyHours } from '../../domain/place-class.ts'
import { siblingChoices } from '../../domain/sibling-choice.ts'

// oxlint-disable-next-line no-control-regex -- no name has a line break, and PostgreSQL cannot store U+0000
const oneLine = /^[^\u0000-\u001f\u007f]+$/
// oxlint-disable-next-line no-control-regex -- the same
const severalLines = /^[^\u0000]+$/
const line = z.string().min(1).max(300).regex(oneLine, 'text in one line')
const paragraph = z.string().min(1).max(5_000).regex(severalLines, 'text without the character U+0000')
const key = line.describe('The file’s own name for it, unique in the whole file')
const keyOf = (what: string) => line.describe(`The key of a ${what}`)
const day = z.iso.date('a day, YYYY-MM-DD').regex(/^(19|20)/, 'a day from 1900 to 2099')
const month = day.regex(/-01$/, 'the first day of a month').describe('The first day of a month')
const instant = z.iso
  .datetime({ precision: 3, error: 'an instant in UTC, YYYY-MM-DDTHH:MM:SS.sssZ' })
  .regex(/^(19|20)/, 'an instant from 1900 to 2099')
const count = (minimum: number, maximum: number) => z.int().min(minimum).max(maximum)
const kitaYear = count(2000, 2100).describe('The year in which it begins, on 1 August')
const email = z.email('an e-mail address').max(254)

const place = { longitude: z.number().min(-180).max(180), latitude: z.number().min(-90).max(90) }
const address = { street: line, city: line, ...place }
const validity = { validFrom: day, validTo: day }
const kind = { kita: keyOf('Kita'), ageBand: z.enum(ageBands), hours: z.literal([...weeklyHours]) }

const points = count(0, mostPoints)
const rows = <Row extends z.ZodType>(row: Row) => z.array(row).max(50)
const criterionOf = {
  id: line,
  additions: rows(z.strictObject({ kita: keyOf('Kita'), points }))
    .describe('What a Kita gives on top, there only, to whoever meets the criterion')
    .optional(),
}
const metres = count(0, 1_000_000).describe('Metres from home as the crow flies; both ends belong to the band')
const criterion = z.discriminatedUnion('kind', [
  z.strictObject({ ...criterionOf, kind: z.literal('flag'), points }),
  z.strictObject({
    ...criterionOf,
    kind: z.literal('number'),
    thresholds: rows(z.strictObject({ from: count(0, 10_000), points })),
  }),
  z.strictObject({ ...criterionOf, kind: z.literal('at-kita'), points }),
  z.strictObject({
    ...criterionOf,
    kind: z.literal('distance'),
    bands: rows(z.strictObject({ from: metres, to: metres, points })),
  }),
])

const role = z.strictObject({
  role: z.enum(['parent', 'hr', 'kitaAdmin', 'provider', 'serviceEditor', 'auditor', 'coordinator']),
  of: line.describe('The key of what it is held for: a family, company, Kita, provider or consortium'),
})

const request = z.strictObject({
  key,
  consortium: keyOf('consortium'),
  kitaYear,
  state: z.enum(seedableRequestStates),
  startMonth: month,
  hours: z.literal([...weeklyHours]),
  child: keyOf('child').optional(),
  childBirthMonth: month.optional(),
  ticket: z
    .string()
    .regex(ticketPattern, '26 characters of Crockford’s base32')
    .describe('128 bits in Crockford’s base32')
    .optional(),
  submittedAt: instant.optional(),
  employments: z
    .array(
      z.strictObject({
        company: keyOf('company'),
        guardian: z.literal([1, 2]),
        employeeName: line,
        employeeEmail: email.optional(),
        openedByCompany: z.boolean(),
        confirmedAt: instant.optional(),
      }),
    )
    .max(2),
  wishes: z.array(keyOf('place class')).max(50).describe('The most wanted first'),
  answers: z.array(z.strictObject({ criterion: line, kita: keyOf('Kita').optional(), value: count(0, 10_000) })),
})

const service = z.strictObject({
  key,
  provider: keyOf('provider'),
  name: line,
  kind: line,
  description: paragraph,
  minimumAgeMonths: count(0, 1_500).optional(),
  maximumAgeMonths: count(0, 1_500).optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  email: email.optional(),
  phone: line.optional(),
  languages: z.array(z.string().regex(/^[a-z]{2}$/, 'two letters of ISO 639-1')),
  assuredDate: day,
  assurer: line,
  status: z.enum(['active', 'inactive']),
  at: z.array(
    z.strictObject({
      location: keyOf('location'),
      schedules: z.array(
        z.strictObject({
          description: line,
          rrule: line,
          opensAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM'),
          closesAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'HH:MM'),
          validFrom: day,
          validTo: day.optional(),
        }),
      ),
    }),
  ),
  costs: z.array(
    z.strictObject({ option: line, amountCents: count(0, 100_000_000).optional(), amountDescription: line }),
  ),
})

/** The shape of `network/1`; what refers to what is checked by the domain. */
export const networkSchema = z.strictObject({
  format: z.literal('network/1'),
  installation: z.strictObject({ name: line, demo: z.boolean() }),
  consortia: z.array(z.strictObject({ key, name: line, region: line })),
  providers: z.array(
    z.strictObject({
      key,
      name: line,
      website: z
        .url({ protocol: /^https?$/ })
        .max(500)
        .optional(),
    }),
  ),
  kitas: z.array(
    z.strictObject({
      key,
      consortium: keyOf('consortium'),
      provider: keyOf('provider'),
      name: line,
      ...address,
      licensedPlaces: count(1, 1_000),
      source: line,
      groups: z.array(z.strictObject({ name: line, form: z.enum(groupForms), places: count(1, 25) })),
    }),
  ),
  placeClasses: z.array(z.strictObject({ key, ...kind, startMonth: month, vacancies: count(0, 500) })),
  companies: z.array(
    z.strictObject({ key, consortium: keyOf('consortium'), name: line, kind: line, employees: count(0, 10_000_000) }),
  ),
  quotas: z.array(
    z.strictObject({
      key,
      company: keyOf('company'),
      ...kind,
      places: count(0, 500),
      ...validity,
      monthlyFeeCents: count(0, 100_000_000),
      assigned: z.array(z.strictObject({ ordinal: count(1, 500), placeClass: keyOf('place class') })),
    }),
  ),
  placements: z.array(
    z.strictObject({
      ...kind,
      ...validity,
      quotaPlace: z.strictObject({ quota: keyOf('quota'), ordinal: count(1, 500) }).optional(),
      child: keyOf('child').optional(),
    }),
  ),
  accounts: z.array(
    z.strictObject({
      key,
      email,
      displayName: line,
      password: z.string().min(12).max(200),
      totpSecret: z
        .string()
        .regex(/^([A-Z2-7]{8}){4,8}$/, 'at least 160 bits in base32')
        .optional()
        .describe(
          'For an authenticator app (RFC 6238); staff without one sets up a second factor at its first sign-in',
        ),
      roles: z.array(role),
    }),
  ),
  families: z.array(
    z.strictObject({
      key,
      ...place,
      district: line,
      guardians: z.array(z.strictObject({ givenName: line, familyName: line, account: keyOf('account').optional() })),
      children: z.array(z.strictObject({ key, givenName: line, familyName: line, birthDate: day })),
      siblingChoices: z
        .array(z.strictObject({ consortium: keyOf('consortium'), kitaYear, choice: z.enum(siblingChoices) }))
        .describe('How children who apply in the same round are to be placed; without one, independently')
        .optional(),
    }),
  ),
  requests: z.array(request),
  catalogues: z.array(
    z.strictObject({ key, consortium: keyOf('consortium'), version: line, ...validity, criteria: z.array(criterion) }),
  ),
  rounds: z.array(
    z.strictObject({
      key,
      consortium: keyOf('consortium'),
      kitaYear,
      name: line,
      state: z.enum(seedableRoundStates),
      applicationsUntil: day,
      seed: z
        .string()
        .max(1_024)
        .regex(/^([0-9a-f]{2})+$/, 'hex bytes in lower case')
        .optional()
        .describe('Ignored: lots come from a public draw. Files from before it may have it.'),
      catalogue: keyOf('catalogue'),
    }),
  ),
  locations: z.array(z.strictObject({ key, name: line, ...address })),
  services: z.array(service),
}) satisfies z.ZodType<Network>

/** What `db/network.schema.json` holds. */
export function networkJsonSchema(): unknown {
  return {
    $id: 'network/1',
    title: 'network/1',
    description:
      'A whole network before its first freeze. What a schema cannot say, the reader checks besides: every key stands once, every reference finds its thing, contracts and placements do not overlap, companies hold at most what is vacant, wishes fit the child, every row of a points catalogue is one that some answer chooses.',
    ...z.toJSONSchema(networkSchema),
  }
}
