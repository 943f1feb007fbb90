import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../src/store/db.ts'
import { anAccount, aPassword } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { aFamilyRound, roundSteps } from '../support/family-builders.ts'
import { formOn } from '../support/forms.ts'
import { migratedDatabase } from '../support/house.ts'
import { Person, testServer } from '../support/web.ts'

const form = '/verbund/consortium-1/punkte/vorschau'
let database: Database & { drop(): Promise<void> }
let coordinator: Person

// Nothing is written by what is refused, so one computed round serves all.
beforeAll(async () => {
  database = await migratedDatabase()
  const { db } = database
  const deps = testDeps(db)
  const steps = roundSteps(deps)
  await aFamilyRound(db, {
    companies: {},
    kitas: [{ id: 'mond', name: 'Kita Mondstraße', places: 1 }],
    children: [{ id: 'anna', wishes: ['mond'] }],
  })
  await steps.freeze()
  await steps.compute()
  const passwordHash = await deps.hashPassword(aPassword)
  await anAccount(db, { id: 'ko', role: 'coordinator', subjects: ['consortium-1'], passwordHash })
  coordinator = new Person(testServer(deps))
  await coordinator.signIn('ko@example.org', aPassword)
})
afterAll(() => database.drop())

describe('points that are refused come back as they were typed, with the reason beside the field', () => {
  const hours = (row: number, from: string, points: string) => ({
    [`hours-of-less-employed-parent-from-${row}`]: from,
    [`hours-of-less-employed-parent-points-${row}`]: points,
  })
  const band = (row: number, from: string, to: string) => ({
    [`distance-to-kita-from-${row}`]: from,
    [`distance-to-kita-to-${row}`]: to,
    [`distance-to-kita-points-${row}`]: '1',
  })
  const addition = (row: number, kita: string, points: string) => ({
    [`hardship-kita-${row}`]: kita,
    [`hardship-addition-${row}`]: points,
  })

  test.each<[string, Record<string, string>, string, string]>([
    ['half a point', { 'hardship-points': '7,5' }, 'hardship-points', 'ganze Punkte von 0 bis 10000'],
    ['a thousand with a dot', { 'hardship-points': '1.000' }, 'hardship-points', 'ohne Punkt und Komma'],
    ['no number', { 'hardship-points': 'viele' }, 'hardship-points', 'ganze Punkte'],
    ['hours without points', hours(1, '20', ''), 'hours-of-less-employed-parent-points-1', 'ganze Punkte'],
    ['points without hours', hours(1, '', '5'), 'hours-of-less-employed-parent-from-1', 'ganze Zahl von 0 bis 60'],
    ['more hours than a week allows', hours(1, '61', '5'), 'hours-of-less-employed-parent-from-1', 'von 0 bis 60'],
    [
      'the same hours twice, with an empty row between',
      { ...hours(1, '20', '5'), ...hours(3, '20', '6') },
      'hours-of-less-employed-parent-from-3',
      'Diese Stufe gibt es schon',
    ],
    [
      'bands that share a metre',
      { ...band(1, '0', '1000'), ...band(2, '1000', '2000') },
      'distance-to-kita-from-2',
      '1000–2000 m und 0–1000 m',
    ],
    [
      'a band inside another',
      { ...band(1, '0', '1000'), ...band(2, '5', '9') },
      'distance-to-kita-from-2',
      'liegt in der anderen',
    ],
    [
      'the same band twice',
      { ...band(1, '0', '9'), ...band(2, '0', '9') },
      'distance-to-kita-from-2',
      'Diese Entfernungsstufe gibt es schon',
    ],
    ['a band that ends before it begins', band(1, '900', '100'), 'distance-to-kita-to-1', 'mindestens 900'],
    ['points on top without a Kita', addition(1, '', '1'), 'hardship-kita-1', 'gehört nicht zum Verbund'],
    [
      'a Kita twice',
      { ...addition(1, 'mond', '1'), ...addition(2, 'mond', '2') },
      'hardship-kita-2',
      'gibt hier schon zusätzliche Punkte',
    ],
    [
      'points on top of nothing',
      { 'hours-of-less-employed-parent-kita-1': 'mond', 'hours-of-less-employed-parent-addition-1': '1' },
      'hours-of-less-employed-parent-from-1',
      'Hier fehlt eine Stufe',
    ],
  ])('%s', async (_, typed, field, sentence) => {
    const answer = await coordinator.submit(form, 'preview-catalogue', typed)

    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`<a class="kern-link" href="#${field}">`)
    expect(answer.text).toMatch(new RegExp(`id="${field}-error">[^§]*?${sentence}`))
    for (const [name, value] of Object.entries(typed)) expect(typedIn(answer.text, name)).toBe(value)
    expect(await database.db.selectFrom('catalogue_preview').select('id').execute()).toEqual([])
  })
})

/** What stands in a field as it is drawn: typed, or chosen from a list. */
function typedIn(html: string, name: string): string | undefined {
  const input = new RegExp(`<input class="kern-form-input__input[^>]* name="${name}"[^>]* value="([^"]*)"`).exec(html)
  if (input) return input[1]
  const list = new RegExp(`<select[^>]* name="${name}"[^]*?</select>`).exec(html)?.[0] ?? ''
  return /<option value="([^"]*)" selected>/.exec(list)?.[1]
}

test('a Kita that is not in the list is refused, and the list is drawn without it', async () => {
  const { fields } = formOn((await coordinator.get(form)).text, 'preview-catalogue')

  const answer = await coordinator.post(form, { ...fields, 'hardship-kita-1': 'fremd', 'hardship-addition-1': '1' })

  expect(answer.status).toBe(422)
  expect(answer.text).toContain('Diese Kita gehört nicht zum Verbund')
  expect(answer.text).not.toContain('fremd')
})
