import { describe, expect, test } from 'vitest'
import type { ToldChange, WishReason } from '../../src/domain/explanation.ts'
import { changeWords, placeClassWords, reasonWords } from '../../src/web/families/wish-words.ts'
import { type Language, languageOf, languages } from '../../src/web/language.ts'
import { de } from '../../src/web/messages/de.ts'
import { en } from '../../src/web/messages/en.ts'

const companies = new Map([
  ['a', 'Klinik A'],
  ['b', 'Werk B'],
])

/** Every reason that a wish can have: a new one does not compile until it has its sentences here. */
const reasons: Record<WishReason['key'], [reason: WishReason, sentences: Record<Language, string>][]> = {
  'admitted-by-quota': [
    [
      { key: 'admitted-by-quota', company: 'a' },
      { de: 'zählt für das Kontingent von Klinik A', en: 'counts towards the places of Klinik A' },
    ],
  ],
  'admitted-by-pool': [
    [{ key: 'admitted-by-pool' }, { de: 'kommt aus dem offenen Topf', en: 'comes from the open pool' }],
  ],
  'better-wish-met': [[{ key: 'better-wish-met' }, { de: 'Nicht nötig', en: 'Not needed' }]],
  'too-few-points': [
    [
      { key: 'too-few-points', own: 1, ways: [{ way: 'pool', needed: 1500 }], poolClosed: false },
      {
        de: 'Ihr Kind hatte 1 Punkt; für einen Platz waren mindestens 1.500 nötig.',
        en: 'Your child had 1 point; a place took at least 1,500.',
      },
    ],
    [
      {
        key: 'too-few-points',
        own: 25,
        ways: [
          { way: { company: 'b' }, needed: 30 },
          { way: { company: 'a' }, needed: 35 },
        ],
        poolClosed: true,
      },
      {
        de: 'Ihr Kind hatte 25 Punkte; nötig waren mindestens 30 über das Kontingent von Werk B oder mindestens 35 über das Kontingent von Klinik A. Im offenen Topf blieb hier kein Platz.',
        en: 'Your child had 25 points; a place took at least 30 through the places of Werk B or at least 35 through the places of Klinik A. No place here was left in the open pool.',
      },
    ],
  ],
  'lot-decided': [
    [
      { key: 'lot-decided', own: 25, way: 'pool', lots: { own: 'bbbbbbbb', needed: 'aaaaaaaa' } },
      {
        de: 'Ihres beginnt mit bbbbbbbb, nötig war aaaaaaaa oder kleiner',
        en: 'yours begins with bbbbbbbb, it took aaaaaaaa or smaller',
      },
    ],
    [
      { key: 'lot-decided', own: 25, way: { company: 'a' }, lots: null },
      { de: 'bei gleicher Punktzahl hat das Los entschieden', en: 'where points were equal the lot decided' },
    ],
  ],
  'quotas-took-all': [
    [{ key: 'quotas-took-all' }, { de: 'Alle Plätze hier gingen an', en: 'All places here went to' }],
  ],
  'not-reached': [[{ key: 'not-reached' }, { de: 'Nicht erreicht', en: 'Not reached' }]],
  'no-places': [[{ key: 'no-places' }, { de: 'kein Platz frei', en: 'No place was free' }]],
  blocked: [[{ key: 'blocked' }, { de: 'konnte Ihr Kind hier nicht aufnehmen', en: 'could not take your child' }]],
  'sibling-apart': [
    [
      { key: 'sibling-apart' },
      { de: 'Für dieses Kind allein wäre hier ein Platz gewesen', en: 'a place here for this child alone' },
    ],
  ],
  'family-option-blocked': [
    [
      { key: 'family-option-blocked' },
      { de: 'konnte ein Geschwisterkind nicht aufnehmen', en: 'could not take a brother or sister' },
    ],
  ],
  'deleted-for-together': [
    [{ key: 'deleted-for-together' }, { de: 'Warteliste dieser Kita ganz vorn', en: 'first on the waiting list' }],
  ],
  'not-a-common-wish': [
    [{ key: 'not-a-common-wish' }, { de: 'stand nicht bei allen auf der Liste', en: 'not on the list of each' }],
  ],
  'not-in-round': [[{ key: 'not-in-round' }, { de: 'passte nicht zum Alter', en: 'did not fit the age' }]],
}

const changes: Record<ToldChange['key'], [change: ToldChange, sentences: Record<Language, string>][]> = {
  'earlier-lot': [[{ key: 'earlier-lot' }, { de: 'Ein früheres Los hätte', en: 'An earlier lot would' }]],
  'more-points': [
    [
      { key: 'more-points', points: 1 },
      { de: '1 Punkt mehr hätte hier', en: '1 point more would' },
    ],
    [
      { key: 'more-points', points: 1200 },
      { de: '1.200 Punkte mehr hätten', en: '1,200 points more would' },
    ],
  ],
  'no-points': [
    [{ key: 'no-points' }, { de: 'Mehr Punkte hätten hier nichts', en: 'More points would have changed nothing' }],
  ],
  'one-place-more': [[{ key: 'one-place-more' }, { de: 'Ein Platz mehr', en: 'One place more' }]],
}

describe('a sentence for everything that a family can be told', () => {
  test.each(
    Object.values(reasons).flatMap((cases) =>
      cases.flatMap(([reason, all]) => languages.map((language) => ({ language, reason, sentence: all[language] }))),
    ),
  )('$reason.key, $language', ({ language, reason, sentence }) => {
    const said = reasonWords(reason, companies, language)

    expect(said).toContain(sentence)
    expect(said).not.toMatch(/\{\{|explanation\./)
  })

  test.each(
    Object.values(changes).flatMap((cases) =>
      cases.flatMap(([change, all]) => languages.map((language) => ({ language, change, sentence: all[language] }))),
    ),
  )('$change.key, $language', ({ language, change, sentence }) => {
    expect(changeWords(change, language)).toContain(sentence)
  })

  test('a place class with its month', () => {
    const placeClass = { hours: 45, startMonth: '2027-08-01' } as const

    expect(languages.map((language) => placeClassWords(placeClass, language))).toEqual([
      '45 Stunden pro Woche, ab August 2027',
      '45 hours a week, from August 2027',
    ])
  })
})

describe('the English words', () => {
  type Tree = { readonly [key: string]: string | Tree }
  const leaves = (tree: Tree, path = ''): [string, string][] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`),
    )
  const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted()

  test('have every key of the German ones, with the same values in it, and are others', () => {
    const german = leaves(de.explanation)
    const english = new Map(leaves(en.explanation))

    expect([...english.keys()]).toEqual(german.map(([key]) => key))
    for (const [key, text] of german) {
      expect(values(english.get(key) ?? ''), key).toEqual(values(text))
      expect(english.get(key), key).not.toBe(text)
    }
  })

  test.each([
    ['en', 'en'],
    ['de', 'de'],
    ['fr', 'de'],
    [undefined, 'de'],
  ])('lang=%s reads %s', (lang, language) => {
    expect(languageOf(lang === undefined ? {} : { lang })).toBe(language)
  })
})
