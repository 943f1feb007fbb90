import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import type { Database } from '../../src/store/db.ts'
import { anAccount, aPassword } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { aFamilyRound, aFamilyService } from '../support/family-builders.ts'
import { migratedDatabase } from '../support/house.ts'
import { Person, testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let app: Express

beforeEach(async () => {
  database = await migratedDatabase()
  app = testServer(testDeps(database.db))
})
afterEach(() => database.drop())

const visitor = () => new Person(app)
const found = async (query: string, person = visitor()) => {
  const { body } = await person.get(`/familienangebote?${query}`, 'application/json')
  return body.services.map(({ name }: { name: string }) => name)
}

describe('an empty directory', () => {
  test('says so, and that entries will come', async () => {
    const page = await visitor().get('/familienangebote')

    expect(page.status).toBe(200)
    expect(page.text).toContain('data-page="family-services" data-state="empty"')
    expect(page.text).toContain('data-code="no-services"')
  })
})

describe('the directory', () => {
  beforeEach(async () => {
    const { db } = database
    await aFamilyRound(db, {
      companies: {},
      kitas: [{ id: 'sonne', name: 'Kita Sonnenhof', places: 5 }],
      children: [{ id: 'dora', wishes: ['sonne'] }],
    })
    await aFamilyService(db, {
      id: 'nest',
      name: 'Ärmelkanal-Tagespflege',
      kind: 'Kindertagespflege',
      description: 'Frühstück für die Kleinen & <Großen>',
      ages: [6, 36],
      longitude: 7.21,
      rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
      costs: [
        ['Geschwister', 9000, '90 € für Geschwister'],
        ['Woche', 11500, '115 € pro Woche'],
        ['Essen', null, 'dazu Essensgeld'],
      ],
    })
    await aFamilyService(db, {
      id: 'ferien',
      name: 'Ferienspaß',
      kind: 'Ferienbetreuung',
      ages: [36, 144],
      longitude: 7.3,
      rrule: 'FREQ=MONTHLY;BYDAY=1MO',
    })
    await aFamilyService(db, {
      id: 'rat',
      name: 'Zurück in den Beruf',
      kind: 'Beratung zum Wiedereinstieg',
      assuredDate: '2025-03-03',
      url: 'javascript:alert(1)',
    })
    await aFamilyService(db, { id: 'alt', name: 'Geschlossenes', kind: 'Babysitting', status: 'inactive' })
  })

  test('is public, sorted by name, without what is no longer offered', async () => {
    const page = await visitor().get('/familienangebote')

    expect(page.status).toBe(200)
    expect(page.text).toContain('data-state="hits"')
    expect(page.text).toContain('3 Angebote')
    expect(page.get('Set-Cookie')).toBeUndefined()
    expect(await found('')).toEqual(['Ärmelkanal-Tagespflege', 'Ferienspaß', 'Zurück in den Beruf'])
  })

  test.each([
    ['text=fruehstueck', ['Ärmelkanal-Tagespflege']],
    ['text=GROSSEN', ['Ärmelkanal-Tagespflege']],
    ['text=Träger+von+ferien', ['Ferienspaß']],
    ['kind=Ferienbetreuung', ['Ferienspaß']],
    ['kind=Quatsch', ['Ärmelkanal-Tagespflege', 'Ferienspaß', 'Zurück in den Beruf']],
    ['years=1&months=6', ['Ärmelkanal-Tagespflege', 'Zurück in den Beruf']],
    ['months=3', ['Zurück in den Beruf']],
    ['years=3&months=0', ['Ärmelkanal-Tagespflege', 'Ferienspaß', 'Zurück in den Beruf']],
    ['near=sonne', ['Zurück in den Beruf', 'Ärmelkanal-Tagespflege', 'Ferienspaß']],
    ['near=sonne&sort=name', ['Ärmelkanal-Tagespflege', 'Ferienspaß', 'Zurück in den Beruf']],
    ['near=nix', ['Ärmelkanal-Tagespflege', 'Ferienspaß', 'Zurück in den Beruf']],
  ])('searched by %s', async (query, names) => {
    expect(await found(query)).toEqual(names)
  })

  test('keeps what was chosen in the form, and tells from where it measured', async () => {
    const page = await visitor().get(
      '/familienangebote?text=%22%3E%3Cb%3E&kind=Babysitting&years=2&months=1&near=sonne',
    )

    expect(page.text).toContain('value="&quot;&gt;&lt;b&gt;"')
    expect(page.text).toContain('<option value="Babysitting" selected>')
    expect(page.text).toContain('<option value="2" selected>')
    expect(page.text).toContain('<option value="sonne" selected>')
    expect(page.text).toContain('gemessen von: Kita Sonnenhof')
    expect(page.text).toContain('data-code="no-hits"')
    expect(page.text).not.toMatch(/ style=/)
  })

  test('measures from home for the family that lives there, and for nobody else', async () => {
    await anAccount(database.db, {
      id: 'parent',
      role: 'parent',
      subjects: ['dora'],
      passwordHash: await testDeps(database.db).hashPassword(aPassword),
    })
    const parent = new Person(app)
    await parent.signIn('parent@example.org', aPassword)

    const mine = await parent.get('/familienangebote?near=home&sort=distance', 'application/json')
    const nobodys = await visitor().get('/familienangebote?near=home&sort=distance', 'application/json')

    expect(mine.body.services[0]).toMatchObject({ name: 'Ärmelkanal-Tagespflege', distance_km: 0 })
    expect(mine.body.distanceFrom).toContain('Ihrem Zuhause')
    expect(nobodys.body.distanceFrom).toBeNull()
    expect(nobodys.text).not.toContain('"home"')
  })

  test('goes on over pages that keep the search', async () => {
    for (let at = 0; at < 13; at++) {
      await aFamilyService(database.db, { id: `b${at}`, name: `Babysitter ${at}`, kind: 'Babysitting' })
    }

    const first = await visitor().get('/familienangebote?kind=Babysitting&other=1', 'application/json')
    const second = await visitor().get(first.body.pages.next, 'application/json')

    expect(first.body.services).toHaveLength(12)
    expect(first.body.hits).toBe('1–12 von 13 Angeboten')
    expect(first.body.pages.next).toBe('/familienangebote?kind=Babysitting&page=2')
    expect(second.body.services).toHaveLength(1)
  })

  test('takes a novel for a search', async () => {
    expect((await visitor().get(`/familienangebote?text=${encodeURIComponent('ü'.repeat(2000))}`)).status).toBe(200)
  })

  test.each([
    'text=a&text=b',
    'text[]=a',
    'text=%F0%9F%91%B6%E2%80%AE%00',
    'text=%ED%A0%80',
    'text=(((((a%2B)%2B)%2B',
    'years=-1&months=1e9',
    'years=99999999999999999999&months=٣',
    'near=%27%3B+drop+table+kita&sort=__proto__&kind=constructor',
    'page=-1',
    'page=999999999999',
  ])('never breaks on ?%s', async (query) => {
    for (const accept of ['text/html', 'application/json']) {
      const { status } = await visitor().get(`/familienangebote?${query}`, accept)
      expect([200, 400]).toContain(status)
    }
  })
})

describe('one entry', () => {
  beforeEach(async () => {
    await aFamilyService(database.db, {
      id: 'nest',
      name: 'Tagesnest',
      kind: 'Kindertagespflege',
      description: 'Ein Garten.',
      ages: [18, 36],
      rrule: 'FREQ=WEEKLY;BYDAY=TU,TH',
      costs: [
        ['Geschwister', 9000, '90 € für Geschwister'],
        ['Woche', 11500, '115 € pro Woche'],
        ['Essen', null, 'dazu Essensgeld'],
      ],
    })
    await aFamilyService(database.db, {
      id: 'rat',
      name: 'Zurück in den Beruf',
      kind: 'Beratung zum Wiedereinstieg',
      assuredDate: '2025-03-03',
      rrule: 'FREQ=MONTHLY;BYDAY=1MO',
      url: 'javascript:alert(1)',
    })
  })

  test('tells ages, costs, languages, times and the way there in words', async () => {
    const { body } = await visitor().get('/familienangebote/nest', 'application/json')

    expect(body.shown.facts.map(({ values }: { values: string[] }) => values)).toEqual([
      ['Träger von nest'],
      ['18 Monate bis 3 Jahre'],
      ['115 € pro Woche', '90 € für Geschwister', 'dazu Essensgeld'],
      ['Deutsch und Türkisch'],
    ])
    expect(body.shown.places).toMatchObject([
      {
        address: 'Weg 2, Stadt',
        times: ['Nach Absprache: jeden Dienstag und Donnerstag, 14 bis 18:30 Uhr'],
        route: { href: 'https://www.openstreetmap.org/directions?to=51.2%2C7.2' },
        map: { href: 'geo:51.2,7.2?q=51.2%2C7.2' },
      },
    ])
    expect(body.shown.assured).toBe('Bestätigt am 1. November 2026 durch Träger')
    expect(body).toMatchObject({
      organization: { name: 'Träger von nest' },
      minimum_age: 1.5,
      maximum_age: 3,
      assured_date: '2026-11-01',
      service_at_locations: [{ location: { latitude: 51.2 }, schedules: [{ rrule: 'FREQ=WEEKLY;BYDAY=TU,TH' }] }],
    })
  })

  test('that nobody has confirmed for a year says so', async () => {
    const fresh = await visitor().get('/familienangebote/nest')
    const stale = await visitor().get('/familienangebote/rat')

    expect(fresh.text).not.toContain('Angaben älter als 12 Monate')
    expect(stale.text).toContain('Angaben älter als 12 Monate')
    expect(stale.text).toContain('data-page="family-service" data-entity="rat" data-state="stale"')
  })

  test('with a rule that we cannot say keeps the provider’s words', async () => {
    const { body } = await visitor().get('/familienangebote/rat', 'application/json')

    expect(body.shown.places[0].times).toEqual(['Nach Absprache: 14 bis 18:30 Uhr'])
  })

  test('links only to the web, to mail and to the telephone', async () => {
    const page = await visitor().get('/familienangebote/rat')

    expect(page.text).toContain('href="tel:03023125100"')
    expect(page.text).toContain('href="mailto:hallo%40example.org"')
    expect(page.text).not.toContain('href="javascript:')
  })

  test('whose last day is over is not told, one that begins later is with its day', async () => {
    const schedule = { rrule: 'FREQ=DAILY', opens_at: '08:00', closes_at: '16:00', service_at_location_id: 'at-nest' }
    await database.db.deleteFrom('schedule').where('id', '=', 'schedule-nest').execute()
    await database.db
      .insertInto('schedule')
      .values([
        { ...schedule, id: 'past', description: 'Herbst', valid_from: '2026-10-01', valid_to: '2026-10-15' },
        { ...schedule, id: 'next', description: 'Ostern', valid_from: '2027-03-22', valid_to: '2027-04-03' },
        { ...schedule, id: 'open', description: 'Jeden Tag', valid_from: '2027-05-01', valid_to: null },
      ])
      .execute()

    const { body } = await visitor().get('/familienangebote/nest', 'application/json')

    expect(body.shown.places[0].times).toEqual([
      'Ostern, 22. März 2027 bis 3. April 2027: jeden Tag, 8 bis 16 Uhr',
      'ab 1. Mai 2027: jeden Tag, 8 bis 16 Uhr',
    ])
  })

  test.each(['nix', '%27', '%F0%9F%91%B6', '..%2f'])('%s is not found', async (id) => {
    expect((await visitor().get(`/familienangebote/${id}`)).status).toBe(404)
  })
})
