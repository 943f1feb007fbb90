import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import type { Deps } from '../../src/actions/deps.ts'
import type { Database } from '../../src/store/db.ts'
import { anAccount, aPassword } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { aFamilyRound, roundSteps } from '../support/family-builders.ts'
import { migratedDatabase } from '../support/house.ts'
import { Person, testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps
let app: Express
let steps: ReturnType<typeof roundSteps>
let passwordHash: string

const ten = [{ criterion: 'single-parent', value: 1 }]
const fifteen = [{ criterion: 'hardship', value: 1 }]
const several = (count: number, id: string, wish: string, answers: typeof ten) =>
  Array.from({ length: count }, (_, at) => ({ id: `${id}${at}`, wishes: [wish], answers }))

/**
 * Dora's parents work for both companies; others with more points come before her in four Kitas. Eva waits. Of the seven
 * with ten points each who wish for five places in the Mondstraße, the lot leaves two out.
 */
beforeEach(async () => {
  database = await migratedDatabase()
  const { db } = database
  deps = testDeps(db)
  steps = roundSteps(deps)
  await aFamilyRound(db, {
    companies: { 'company-a': 'Klinik A', 'company-b': 'Werk B' },
    kitas: [
      { id: 'sonne', name: 'Kita Sonnenhof', places: 6, reserves: { 'company-a': 1, 'company-b': 1 } },
      { id: 'klein', name: 'Kita Klein', places: 2 },
      { id: 'leer', name: 'Kita Leer', places: 0 },
      { id: 'platz', name: 'Kita Kanaria', places: 5 },
      { id: 'mond', name: 'Kita Mondstraße', places: 5 },
    ],
    children: [
      {
        id: 'dora',
        wishes: ['sonne', 'klein', 'leer', 'platz', 'mond'],
        companies: [
          { id: 'company-a', confirmed: true },
          { id: 'company-b', confirmed: true },
        ],
      },
      {
        id: 'anna',
        wishes: ['sonne'],
        answers: [{ criterion: 'needs-45-hours', value: 1 }],
        companies: [{ id: 'company-a', confirmed: true }],
      },
      { id: 'ben', wishes: ['sonne'], answers: ten, companies: [{ id: 'company-b', confirmed: true }] },
      {
        id: 'eva',
        wishes: ['sonne'],
        answers: [
          { criterion: 'needs-45-hours', value: 1 },
          { criterion: 'single-parent', value: 0 },
        ],
        companies: [{ id: 'company-a', confirmed: false }],
      },
      ...several(4, 'sonne', 'sonne', fifteen),
      ...several(2, 'klein', 'klein', fifteen),
      ...several(7, 'mond', 'mond', ten),
    ],
  })
  passwordHash = await deps.hashPassword(aPassword)
  app = testServer(deps)
})
afterEach(() => database.drop())

async function parentOf(...families: string[]): Promise<Person> {
  await anAccount(database.db, { id: `of-${families.join('-')}`, role: 'parent', subjects: families, passwordHash })
  const person = new Person(app)
  await person.signIn(`of-${families.join('-')}@example.org`, aPassword)
  return person
}

const json = async (person: Person, child: string) => person.get(`/anfragen/request-${child}`, 'application/json')
const withoutToken = (html: string) => html.replaceAll(/name="_csrf" value="[^"]*"/g, '')

describe('a parent', () => {
  test('goes straight to the only request', async () => {
    const answer = await (await parentOf('dora')).get('/familie')

    expect([answer.status, answer.headers.location]).toEqual([303, '/anfragen/request-dora'])
  })

  test('of two children chooses between them', async () => {
    const page = await (await parentOf('dora', 'eva')).get('/familie')

    expect(page.status).toBe(200)
    expect(page.text).toContain('data-page="family"')
    expect(page.text).toContain('href="/anfragen/request-dora"')
    expect(page.text).toContain('href="/anfragen/request-eva"')
    expect(page.text).not.toContain('request-anna')
  })

  test('without a request is told how one begins', async () => {
    const page = await (await parentOf('nobody')).get('/familie')

    expect(page.status).toBe(200)
    expect(page.text).toContain('data-code="no-requests"')
  })

  test('reads state, dates, wishes, employers, answers and lot number of an own request', async () => {
    const person = await parentOf('eva')

    const page = await person.get('/anfragen/request-eva')
    const { body } = await json(person, 'eva')

    expect(page.text).toContain('data-page="place-request" data-entity="request-eva" data-state="submitted"')
    expect(body.outlook.badge.text).toBe('Eingereicht')
    expect(body.outlook.next.join(' ')).toContain('Die Frist für Anfragen endete am 30. November 2026.')
    expect(body.outlook.next.join(' ')).toContain('Die Beschäftigung bei Klinik A ist noch nicht bestätigt.')
    expect(body.steps.map(({ text, status }: Record<string, string>) => [text, status])).toEqual([
      ['Angaben', 'done'],
      ['Eingereicht am 1. November 2026', 'done'],
      ['Verteilung der Plätze', 'next'],
      ['Ergebnis', 'later'],
      ['Zusage', 'later'],
    ])
    expect(body.wishes).toMatchObject([
      { head: '1. Kita Sonnenhof', address: 'Weg 1, Stadt', distance: '0,7 km entfernt', reason: null, help: null },
    ])
    expect(body.employers).toMatchObject([{ company: 'Klinik A', badge: { text: 'noch nicht bestätigt' } }])
    expect(body.answers).toEqual({
      any: true,
      there: [],
      rows: [
        { criterion: 'Braucht 45 Stunden', answer: 'ja', points: null },
        { criterion: 'Alleinerziehend', answer: 'nein', points: null },
      ],
      sum: null,
    })
    expect(body.facts).toContainEqual({ label: 'Losnummer', value: 'TICKET-eva', code: true })
    expect(page.text).not.toMatch(/ style=/)
  })

  test('finds neither another family’s request nor one that does not exist', async () => {
    const person = await parentOf('dora')

    for (const path of ['/anfragen/request-eva', '/anfragen/nix', '/anfragen/%00', `/anfragen/${'x'.repeat(2000)}`]) {
      const page = await person.get(path)
      expect([400, 404], path).toContain(page.status)
      expect(page.text).not.toContain('TICKET')
    }
    expect((await json(person, 'eva')).body).toMatchObject({ code: 'not-found' })
  })
})

describe('whoever is no parent', () => {
  test.each([
    ['hr', 'company-a'],
    ['kitaAdmin', 'sonne'],
    ['coordinator', 'consortium-1'],
  ] as const)('%s does not find the pages', async (role, subject) => {
    await anAccount(database.db, { id: 'other', role, subjects: [subject, 'dora'], passwordHash })
    const person = new Person(app)
    await person.signIn('other@example.org', aPassword)

    expect((await person.get('/familie')).status).toBe(404)
    expect((await person.get('/anfragen/request-dora')).status).toBe(404)
  })

  test('a visitor is asked to sign in', async () => {
    const visitor = new Person(app)

    expect((await visitor.get('/anfragen/request-dora')).status).toBe(303)
    expect((await json(visitor, 'dora')).status).toBe(401)
  })
})

describe('before the release', () => {
  test.each(['dora', 'eva'])('%s reads the same, byte for byte, whatever was computed', async (child) => {
    const person = await parentOf(child)
    const read = async () => ({
      html: withoutToken((await person.get(`/anfragen/request-${child}`)).text),
      json: (await json(person, child)).text,
      list: (await person.get('/familie')).status,
    })

    await steps.freeze()
    const drawn = await read()
    await steps.compute()
    const computed = await read()
    await steps.propose()
    const proposed = await read()

    expect(computed).toEqual(drawn)
    expect(proposed).toEqual(drawn)
    expect(drawn.html).toContain('data-state="in-allocation"')
    expect(drawn.html).toContain('In Vergabe')
    for (const canary of ['Platz ist es', 'nötig waren', 'Ihr Platz', 'data-code', 'Warteliste', 'Angebot</']) {
      expect(drawn.html, canary).not.toContain(canary)
      expect(drawn.json, canary).not.toContain(canary)
    }
  })

  test('the list of two children tells one word for both, and after the release what became of each', async () => {
    const person = await parentOf('dora', 'eva')
    const states = async () =>
      (await person.get('/familie', 'application/json')).body.requests.map(({ state }: { state: string }) => state)

    await steps.freeze()
    await steps.compute()
    await steps.propose()
    const before = await states()
    await steps.release()

    expect(before).toEqual(['in-allocation', 'in-allocation'])
    expect(await states()).toEqual(['offer', 'waitlist'])
  })

  test('of a second round the result of the first is not told as the present one', async () => {
    const person = await parentOf('eva')
    await steps.all()
    await database.db
      .insertInto('round')
      .columns(['id', 'consortium_id', 'kita_year', 'name', 'state', 'applications_until', 'catalogue_id', 'version'])
      .expression(({ selectFrom, val }) =>
        selectFrom('round').select([
          val('round-2').as('id'),
          'consortium_id',
          'kita_year',
          val('Nachvergabe').as('name'),
          val('computed' as const).as('state'),
          'applications_until',
          'catalogue_id',
          'version',
        ]),
      )
      .execute()

    const { body } = await json(person, 'eva')

    expect(body.outlook.badge.text).toBe('In Vergabe')
    expect(body.wishes[0].reason).toBeNull()
    expect(body.answers.sum).toBeNull()
  })
})

describe('after the release', () => {
  test('two employers: every wish has its sentence, with what was needed by each way', async () => {
    const person = await parentOf('dora')
    await steps.all()

    const { body } = await json(person, 'dora')
    const page = await person.get('/anfragen/request-dora')

    expect(body.wishes.map(({ code, reason }: Record<string, string>) => [code, reason])).toEqual([
      [
        'too-few-points',
        'Ihr Kind hatte 0 Punkte; nötig waren mindestens 5 über das Kontingent von Klinik A, mindestens 10 über das Kontingent von Werk B oder mindestens 15 im offenen Topf.',
      ],
      [
        'not-reached',
        'Nicht erreicht. Zahlen nennen wir hier nicht: Weniger als fünf Kinder haben einen solchen Platz, und ihre Punkte sollen privat bleiben.',
      ],
      ['no-places', 'Hier war in dieser Runde kein Platz frei.'],
      ['admitted-by-pool', 'Dieser Platz ist es geworden. Er kommt aus dem offenen Topf.'],
      ['better-wish-met', 'Nicht nötig: Ein Wunsch weiter oben hat geklappt.'],
    ])
    expect(body.outlook).toMatchObject({
      badge: { text: 'Angebot' },
      head: 'dora hat einen Platz: Kita Kanaria',
      lead: '45 Stunden pro Woche, ab August 2027. Es war Ihr 4. Wunsch.',
    })
    expect(page.text).toContain('data-state="offer"')
    expect(page.text).toContain('data-code="admitted-by-pool"')
  })

  test('unmet wishes lead to services for the child’s age near that Kita, met ones do not', async () => {
    const person = await parentOf('dora')
    await steps.all()

    const { body } = await json(person, 'dora')

    expect(body.wishes.map(({ help }: { help: { href: string } | null }) => help?.href ?? null)).toEqual([
      '/familienangebote?years=1&months=10&near=sonne&sort=distance#hits',
      '/familienangebote?years=1&months=10&near=klein&sort=distance#hits',
      '/familienangebote?years=1&months=10&near=leer&sort=distance#hits',
      null,
      null,
    ])
    expect((await person.get(body.wishes[0].help.href)).status).toBe(200)
  })

  test('a place that counts for a quota names the company', async () => {
    const person = await parentOf('anna')
    await steps.all()

    const { body } = await json(person, 'anna')

    expect(body.wishes[0].reason).toBe('Dieser Platz ist es geworden. Er zählt für das Kontingent von Klinik A.')
    expect(body.answers).toMatchObject({ rows: [{ criterion: 'Braucht 45 Stunden', points: '5' }], sum: '5' })
  })

  test('who waits is told so without false hope, why, and what helps meanwhile', async () => {
    const person = await parentOf('eva')
    await steps.all()

    const { body } = await json(person, 'eva')

    // Her employer had not confirmed at the freeze: its quota was no way for her.
    expect(body.wishes[0].reason).toBe('Ihr Kind hatte 5 Punkte; für einen Platz waren mindestens 15 nötig.')
    expect(body.outlook).toMatchObject({ badge: { text: 'Warteliste' }, head: 'eva steht auf der Warteliste' })
    expect(body.outlook.next.join(' ')).toContain('kann niemand versprechen')
    expect(body.bridge).toBe('/familienangebote?years=1&months=10&near=home&sort=distance#hits')
    expect(body.answers.rows).toContainEqual({ criterion: 'Alleinerziehend', answer: 'nein', points: '0' })
  })

  test('on a tie the lot is told by its first eight digits, and no other child is', async () => {
    await steps.all()
    const rows = await database.db.selectFrom('explanation').select(['request_id', 'wishes']).execute()
    const lost = rows.filter(({ request_id, wishes }) => request_id.includes('mond') && wishes.includes('below-cutoff'))
    expect(lost).toHaveLength(2)
    const [{ request_id, wishes }] = lost
    const child = request_id.replace('request-', '')
    const [{ own, needed }] = JSON.parse(wishes)

    const { body, text } = await json(await parentOf(child), child)

    expect(body.wishes[0].reason).toBe(
      `Ihr Kind hatte 10 Punkte, genau so viele, wie im offenen Topf nötig waren; bei gleicher Punktzahl entscheidet das Los, das kleinere zuerst: Ihres beginnt mit ${own.lot.slice(0, 8)}, nötig war ${needed.pool.lot.slice(0, 8)} oder kleiner.`,
    )
    expect(text).not.toContain(own.lot.slice(0, 9))
    expect(text).not.toContain(needed.pool.lot.slice(0, 9))
    expect(text.match(/TICKET-\w+/g)).toEqual([`TICKET-${child}`])
  })

  test('no page names another child, or a figure of a small program', async () => {
    const person = await parentOf('dora')
    await steps.all()

    const { text } = await json(person, 'dora')

    expect(text).not.toMatch(/TICKET-(?!dora)|request-(?!dora)|Familie (?!dora)/)
    expect(JSON.parse(text).wishes[1].reason).not.toMatch(/\d/)
  })

  test('a family reads who has looked at its child', async () => {
    const person = await parentOf('dora')
    await steps.all()
    const before = (await json(person, 'dora')).body.looks
    await steps.lookAt('dora')
    await steps.lookAt('anna')

    expect(before).toEqual([])
    expect((await json(person, 'dora')).body.looks).toEqual(['1. Dezember 2026, 10:00 Uhr: Koordination'])
  })

  test('points that count at one Kita only say so, and are not in the sum for every wish', async () => {
    await database.db
      .insertInto('criterion_answer')
      .values([
        { request_id: 'request-eva', criterion: 'sibling-in-house', kita_id: 'sonne', value: 1 },
        { request_id: 'request-dora', criterion: 'unknown', kita_id: null, value: 7 },
      ])
      .execute()
    const person = await parentOf('eva', 'dora')
    await steps.all()

    const eva = (await json(person, 'eva')).body
    const dora = (await json(person, 'dora')).body

    expect(eva.answers.there).toContainEqual({
      criterion: 'Geschwister in derselben Kita (zählt nur bei Kita Sonnenhof)',
      answer: 'ja',
      points: '20',
    })
    expect(eva.answers.sum).toBe('5')
    expect(eva.outlook.badge.text).toBe('Angebot')
    expect(dora.answers.rows).toEqual([{ criterion: 'Weiteres Kriterium', answer: '7', points: '0' }])
  })

  test('the way to a Kita is measured at the freeze, and what a Kita gives on top stands in a line of its own', async () => {
    const { db } = database
    const criteria = [
      { id: 'single-parent', kind: 'flag', points: 10 },
      { id: 'needs-45-hours', kind: 'flag', points: 5, additions: [{ kita: 'sonne', points: 2 }] },
      { id: 'distance-to-kita', kind: 'distance', bands: [{ from: 0, to: 700, points: 6 }] },
    ]
    await db
      .updateTable('points_catalogue')
      .set({ catalogue: JSON.stringify({ version: '1', criteria }) })
      .execute()
    await db.updateTable('kita').set({ longitude: 7.3 }).where('id', '=', 'klein').execute()
    const person = await parentOf('eva', 'dora')
    await steps.all()
    // Whoever moves after the freeze has the points of the home that was frozen.
    await db.updateTable('family').set({ longitude: 8 }).execute()

    const eva = (await json(person, 'eva')).body
    const dora = (await json(person, 'dora')).body
    const seen = await steps.lookAt('eva')

    expect([eva.answers.sum, eva.answers.there]).toEqual([
      '5',
      [
        { criterion: 'Braucht 45 Stunden (Zusatzpunkte bei Kita Sonnenhof)', answer: 'ja', points: '2' },
        { criterion: 'Weg von zu Hause, Luftlinie (zählt nur bei Kita Sonnenhof)', answer: '697 m', points: '6' },
      ],
    ])
    expect(dora.answers.there.map((row: { criterion: string }) => row.criterion)).not.toContainEqual(
      expect.stringContaining('Kita Klein'),
    )
    expect(seen.ok && seen.value.child.wishes[0].own.priority).toBe(13)
  })
})

describe('why, in another way', () => {
  test('in English by a plain link, marked as English, with a way back', async () => {
    const person = await parentOf('dora')
    await steps.all()

    const german = await person.get('/anfragen/request-dora')
    const link = (await json(person, 'dora')).body.otherLanguage.href
    const english = await person.get(link)
    const { body } = await person.get(link, 'application/json')

    expect(link).toBe('/anfragen/request-dora?lang=en#wishes')
    expect(german.text).toMatch(/<a [^>]* lang="en" hreflang="en">This part in English</)
    expect(english.text).toContain('<section aria-labelledby="wishes" lang="en">')
    expect(english.text).toContain('href="/anfragen/request-dora#wishes" lang="de" hreflang="de"')
    expect(body.wishes.map(({ reason }: { reason: string }) => reason)).toEqual([
      'Your child had 0 points; a place took at least 5 through the places of Klinik A, at least 10 through the places of Werk B or at least 15 in the open pool.',
      'Not reached. We give no figures here: fewer than five children have such a place, and their points are to stay private.',
      'No place was free here in this round.',
      'This is the place your child got. It comes from the open pool.',
      'Not needed: a wish further up was met.',
    ])
    expect(body.wishes[0]).toMatchObject({
      placeClass: '45 hours a week, from August 2027',
      distance: '0.7 km away',
      help: { text: 'Family services near Kita Sonnenhof (in German)' },
    })
  })

  test('with what alone would have been enough, worked out when asked for, and only beside figures', async () => {
    const person = await parentOf('dora')
    await steps.all()

    const plain = (await json(person, 'dora')).body
    const { body } = await person.get(plain.askChanges.href, 'application/json')
    const page = await person.get(plain.askChanges.href)

    expect(plain.wishes.every(({ changes }: { changes: string[] }) => changes.length === 0)).toBe(true)
    // Anna has five points on Klinik A's place: five with the smaller lot, or six.
    expect(body.wishes[0].changes[0]).toMatch(/^[56] Punkte mehr hätten hier genügt\.$/)
    expect(body.wishes.slice(1).map(({ changes }: { changes: string[] }) => changes)).toEqual([[], [], [], []])
    expect(body.changesLead).toContain('wurde die ganze Runde noch einmal berechnet')
    expect(page.text).toContain('Punkte mehr hätten hier genügt.')
    expect(body.otherLanguage.href).toBe('/anfragen/request-dora?lang=en&nachgerechnet=1#wishes')
  })

  test('not before the release, whatever the address asks for', async () => {
    const person = await parentOf('dora')
    await steps.freeze()
    await steps.compute()

    const { body } = await person.get('/anfragen/request-dora?nachgerechnet=1', 'application/json')

    expect(body).toMatchObject({ changesLead: null, askChanges: null, otherLanguage: null })
    expect(body.wishes.every(({ changes }: { changes: string[] }) => changes.length === 0)).toBe(true)
  })

  test('and nothing about that where there was nothing to reach', async () => {
    const person = await parentOf('anna')
    await steps.all()

    const { body } = await person.get('/anfragen/request-anna?nachgerechnet=1', 'application/json')

    expect(body).toMatchObject({ changesLead: null, askChanges: null })
  })

  test('and that tactics cannot be ruled out, where siblings were placed together', async () => {
    const person = await parentOf('dora')
    await steps.all()
    const plain = (await json(person, 'dora')).body.lead
    const { problem } = await database.db.selectFrom('computation').select('problem').executeTakeFirstOrThrow()
    const frozen = JSON.parse(problem)
    const twins = ['twin-1', 'twin-2'].map((id) => ({ id, wishes: [], companies: [], priority: 0 }))
    const siblings = [{ id: 'f', children: ['twin-1', 'twin-2'], together: 'require', wishes: [] }]
    const withTwins = { ...frozen, children: [...frozen.children, ...twins], families: siblings }
    await database.db
      .updateTable('computation')
      .set({ method: 'family-exact', problem: JSON.stringify(withTwins) })
      .execute()

    const asked = (await person.get('/anfragen/request-dora?nachgerechnet=1', 'application/json')).body

    expect(plain).not.toContain('taktisch')
    // Dora herself applies alone, so what would have been enough for her is tried, siblings and all.
    expect(asked.changesLead).toContain('wurde die ganze Runde noch einmal berechnet')
    expect(asked.wishes[0].changes[0]).toContain('Punkte mehr hätten hier genügt')
    expect((await json(person, 'dora')).body.lead).toContain('durch taktisch gewählte Wünsche')
    expect((await person.get('/anfragen/request-dora?lang=en', 'application/json')).body.lead).toContain('tactically')
  })
})
