import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import type { Deps } from '../../src/actions/deps.ts'
import type { SiblingChoice } from '../../src/domain/sibling-choice.ts'
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

/**
 * Ida and Jonas Berger want the Sonne first, where Zoe takes one of two places, then the Mond. The Stern is on Ida's list only.
 * Max and Lea Apart have no Kita in common.
 */
beforeEach(async () => {
  database = await migratedDatabase()
  deps = testDeps(database.db)
  steps = roundSteps(deps)
  await aFamilyRound(database.db, {
    companies: { 'company-a': 'Klinik A' },
    kitas: [
      { id: 'sonne', name: 'Kita Sonne', places: 2 },
      { id: 'mond', name: 'Kita Mond', places: 2 },
      { id: 'stern', name: 'Kita Stern', places: 1 },
    ],
    children: [
      {
        id: 'ida',
        family: 'berger',
        wishes: ['sonne', 'stern', 'mond'],
        companies: [{ id: 'company-a', confirmed: true }],
      },
      { id: 'jonas', family: 'berger', wishes: ['sonne', 'mond'] },
      { id: 'max', family: 'apart', wishes: ['stern'] },
      { id: 'lea', family: 'apart', wishes: ['mond'] },
      { id: 'zoe', wishes: ['sonne'], answers: [{ criterion: 'hardship', value: 1 }] },
    ],
  })
  passwordHash = await deps.hashPassword(aPassword)
  app = testServer(deps)
})
afterEach(() => database.drop())

async function signedIn(role: 'parent' | 'hr' | 'kitaAdmin' | 'coordinator', subject: string): Promise<Person> {
  await anAccount(database.db, { id: `of-${subject}`, role, subjects: [subject], passwordHash })
  const person = new Person(app)
  await person.signIn(`of-${subject}@example.org`, aPassword)
  return person
}

const idas = '/anfragen/request-ida'
const choose = (person: Person, choice: string, page = idas) => person.submit(page, 'choose-siblings', { choice })
const panelOf = (html: string) => /<section aria-labelledby="siblings"[\s\S]*?<\/section>/.exec(html)?.[0] ?? ''
const json = async (person: Person, page = idas) => (await person.get(page, 'application/json')).body
const keep = (family: string, choice: SiblingChoice) =>
  database.db
    .insertInto('sibling_choice')
    .values({ family_id: family, consortium_id: 'consortium-1', kita_year: 2027, choice, version: 1 })
    .execute()

describe('a parent of two children who apply', () => {
  test('reads what each choice means and costs, and which Kitas they have in common', async () => {
    const panel = panelOf((await (await signedIn('parent', 'berger')).get(idas)).text)

    expect(panel).toContain('In dieser Runde nehmen ida und jonas teil.')
    expect(panel).toContain('bei allen Ihren Kindern auf der Wunschliste: Kita Sonne und Kita Mond')
    expect(panel).toContain('dass keines Ihrer Kinder einen Platz bekommt, obwohl eines allein einen bekommen hätte')
    expect(panel.match(/type="radio"/g)).toHaveLength(3)
    expect(panel).toMatch(/value="independent"[^>]* checked/)
    expect(panel).not.toContain('no-common-kita')
  })

  test('chooses, is told so, and finds it on the page of the other child too', async () => {
    const person = await signedIn('parent', 'berger')

    const sent = await choose(person, 'together-or-split')

    expect([sent.status, sent.headers.location]).toEqual([303, `${idas}?gespeichert=geschwister#siblings`])
    expect((await person.get(sent.headers.location)).text).toContain('data-code="siblings-chosen"')
    const other = panelOf((await person.get('/anfragen/request-jonas')).text)
    expect(other).toContain('data-choice="together-or-split"')
    expect(other).toMatch(/value="together-or-split"[^>]* checked/)
  })

  test.each(['', 'somehow'])('who chooses “%s” is shown the form again with what is wrong', async (choice) => {
    const page = await choose(await signedIn('parent', 'berger'), choice)

    expect(page.status).toBe(422)
    expect(page.text).toContain('data-code="form-invalid"')
    expect(page.text).toContain('href="#choice"')
    expect(page.text).toContain('Bitte wählen Sie eine der drei Möglichkeiten.')
  })

  test('whose other parent chose meanwhile is told, with both choices to be seen', async () => {
    const person = await signedIn('parent', 'berger')
    const before = await person.get(idas)
    await choose(person, 'together-or-split')
    const hidden = Object.fromEntries(
      [...panelOf(before.text).matchAll(/name="(_\w+|version)" value="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    )

    const page = await person.post(`${idas}/geschwister`, { ...hidden, choice: 'together-or-nothing' })

    expect(page.status).toBe(409)
    expect(page.text).toContain('data-code="changed-meanwhile"')
    expect(panelOf(page.text)).toContain('data-choice="together-or-split"')
    expect(panelOf(page.text)).toMatch(/value="together-or-nothing"[^>]* checked/)
  })

  test('with a made-up form is not understood, with another family’s request not found', async () => {
    const person = await signedIn('parent', 'berger')
    const { fields } = await formOf(person)

    const madeUp = await person.post(`${idas}/geschwister`, { ...fields, version: 'x', choice: 'independent' })
    const foreign = await person.post('/anfragen/request-max/geschwister', { ...fields, choice: 'independent' })

    expect([madeUp.status, foreign.status]).toEqual([400, 404])
  })

  test('can no longer choose once the round is frozen, and reads what stands', async () => {
    const person = await signedIn('parent', 'berger')
    const { fields } = await formOf(person)
    await steps.freeze()

    const late = await person.post(`${idas}/geschwister`, { ...fields, choice: 'together-or-nothing' })

    expect(late.status).toBe(409)
    expect(late.text).toContain('data-code="round-not-open"')
    expect(panelOf(late.text)).toContain('Ihre Wahl für ida und jonas: unabhängig voneinander.')
    expect(panelOf(late.text)).not.toContain('<form')
  })
})

async function formOf(person: Person) {
  const panel = panelOf((await person.get(idas)).text)
  const fields = [...panel.matchAll(/name="(_\w+|version)" value="([^"]*)"/g)].map(([, name, value]) => [name, value])
  return { fields: Object.fromEntries(fields) as Record<string, string> }
}

describe('a family without a Kita in common', () => {
  test.each<[SiblingChoice, boolean, string]>([
    ['independent', false, 'Zusammen geht es so nirgends.'],
    ['together-or-split', true, 'Deshalb zählt jedes Kind für sich.'],
    ['together-or-nothing', true, 'bekommt so keines Ihrer Kinder einen Platz'],
  ])('and the choice %s is told before the freeze what that means', async (choice, isWarned, sentence) => {
    await keep('apart', choice)

    const panel = panelOf((await (await signedIn('parent', 'apart')).get('/anfragen/request-max')).text)

    expect(panel).toContain(sentence)
    expect(panel.includes('data-code="no-common-kita"')).toBe(isWarned)
  })
})

describe('a family of which only one child takes part', () => {
  test.each<[SiblingChoice, string]>([
    ['independent', 'Sobald mindestens zwei Ihrer Kinder eingereicht sind'],
    ['together-or-nothing', 'Ihre Wahl „nur zusammen“ gilt wieder, sobald es mindestens zwei sind.'],
  ])('with the choice %s reads when there is something to choose', async (choice, sentence) => {
    await keep('berger', choice)
    await database.db
      .updateTable('place_request')
      .set({ state: 'withdrawn' })
      .where('id', '=', 'request-jonas')
      .execute()

    const panel = panelOf((await (await signedIn('parent', 'berger')).get(idas)).text)

    expect(panel).toContain(sentence)
    expect(panel).not.toContain('<form')
  })

  test('and has no other request reads nothing about siblings', async () => {
    expect((await json(await signedIn('parent', 'zoe'), '/anfragen/request-zoe')).siblings).toBeNull()
  })
})

describe('after the release', () => {
  test('a family reads that its children are together, and why a Kita of one of them alone took no part', async () => {
    const person = await signedIn('parent', 'berger')
    await choose(person, 'together-or-nothing')
    await steps.freeze()
    await steps.compute()
    const beforehand = await json(person)
    await steps.propose()
    await steps.release()

    const { siblings, wishes } = await json(person)

    expect(beforehand.siblings.lines.join(' ')).not.toContain('haben zusammen')
    expect(siblings.lines[0]).toBe('ida und jonas haben zusammen einen Platz: Kita Mond')
    expect(wishes.map(({ code }: { code: string }) => code)).toEqual([
      'sibling-apart',
      'not-a-common-wish',
      'admitted-by-pool',
    ])
  })

  test('a family whose children are in two Kitas reads where each of them is', async () => {
    const person = await signedIn('parent', 'berger')
    await steps.all()

    const { siblings } = await json(person)

    // The lot says which of the two has the one place in the Sonne; the other goes where it wished to go next.
    expect([
      ['ida hat einen Platz: Kita Sonne', 'jonas hat einen Platz: Kita Mond'],
      ['ida hat einen Platz: Kita Stern', 'jonas hat einen Platz: Kita Sonne'],
    ]).toContainEqual(siblings.lines.slice(0, 2))
  })

  test('a family that wanted only a common Kita and had none reads that nobody has a place', async () => {
    await keep('apart', 'together-or-nothing')
    await steps.all()

    const { siblings } = await json(await signedIn('parent', 'apart'), '/anfragen/request-max')

    expect(siblings.lines[0]).toBe('lea und max haben noch keinen Platz.')
  })
})

describe('of what a family has chosen', () => {
  test('HR and the Kita learn nothing: their pages are the same with and without it', async () => {
    const people: [Person, string][] = [
      [await signedIn('kitaAdmin', 'sonne'), '/kitas/sonne'],
      [await signedIn('hr', 'company-a'), '/unternehmen'],
    ]
    const pages = () =>
      Promise.all(people.map(async ([person, path]) => (await person.get(path, 'application/json')).text))
    const before = await pages()
    expect(before[1]).toContain('Test')
    await keep('berger', 'together-or-nothing')

    expect(await pages()).toEqual(before)
    for (const [person] of people) {
      expect((await person.get(idas)).status).toBe(404)
      expect((await person.post(`${idas}/geschwister`, {})).status).toBe(403)
    }
  })
})
