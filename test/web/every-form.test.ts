import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { describeRoutes } from '../../src/web/describe-routes.ts'
import { actsWithoutKey, houseForms } from '../support/house-forms.ts'

/** Every act of the house has a form that is known to the replays of test/worker/replays.test.ts, and every such form a key. */

const acts = describeRoutes().filter(({ method }) => method === 'POST')
const keyed = new Set(houseForms.map(({ action }) => action))

type FormInView = { file: string; action: string; source: string }

function formsInViews(): FormInView[] {
  const views = new URL('../../views', import.meta.url).pathname
  const files = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.hbs'))
  const templates = files.map((file) => ({ file, source: readFileSync(join(views, file), 'utf8') }))
  return templates
    .flatMap(({ file, source }) => formsIn(file, source))
    .flatMap((form) => namedByPages(form, templates.map(({ source }) => source).join('\n')))
}

/** A partial whose form takes its name from the page stands for one form for each name that pages give it. */
function namedByPages(form: FormInView, allViews: string): FormInView[] {
  const partial = /^partials\/(.+)\.hbs$/.exec(form.file)?.[1]
  const field = /^\{\{(\w+)\}\}$/.exec(form.action)?.[1]
  if (partial === undefined || field === undefined) return [form]
  const calls = allViews.matchAll(new RegExp(`\\{\\{> ${partial} [^}]*?\\b${field}="([^"]+)"`, 'g'))
  return [...calls].map(([, action]) => ({ ...form, action }))
}

function formsIn(file: string, template: string): FormInView[] {
  return [...template.matchAll(/<form[^>]*method="post"[\s\S]*?<\/form>/g)].map(([source]) => ({
    file,
    action: /data-action="([^"]+)"/.exec(source)?.[1] ?? '',
    source,
  }))
}

const faultOf = ({ action, source }: FormInView): string | undefined => {
  // A name that the page fills in is known to the crawl of test/web/every-route.test.ts alone.
  const filledIn = action.includes('{{')
  if (!filledIn && !acts.some((act) => act.action === action)) return 'posts to no act of the route table'
  // Inside a list the frame is reached by ../ or @root; a form that was held keeps the key that it had.
  const hidden = (name: string) =>
    new RegExp(`name="_${name}" value="\\{\\{[@./\\w]*(frame|held)\\.${name}\\}\\}"`).test(source)
  if (!hidden('csrf')) return 'has no token'
  const hasKey = hidden('key')
  return hasKey || Object.hasOwn(actsWithoutKey, action) ? undefined : 'has no key'
}

describe('every act of the route table', () => {
  test.each(acts)('$action is replayed, or it is said why it needs no key', ({ action, idempotent }) => {
    expect([keyed.has(action), Object.hasOwn(actsWithoutKey, action)].filter(Boolean)).toHaveLength(1)
    if (keyed.has(action)) expect(idempotent).toBe(true)
  })

  test('is still there where the table of forms or of exceptions names it', () => {
    const known = new Set(acts.map(({ action }) => action))
    expect([...keyed, ...Object.keys(actsWithoutKey)].filter((action) => !known.has(action))).toEqual([])
  })
})

describe('every form', () => {
  test('posts to an act of the table, with a token and a key', () => {
    const forms = formsInViews()

    const faults = forms.map((form) => ({ file: form.file, fault: faultOf(form) })).filter(({ fault }) => fault)

    expect(faults).toEqual([])
    expect(forms.length).toBeGreaterThanOrEqual(50)
    expect(forms.map(({ action }) => action)).toContain('add-passkey')
  })

  test('is found out where its key is missing, or where nobody knows its act', () => {
    const form = (action: string, hidden: string) =>
      `<form method="post" action="/x" data-action="${action}"><input type="hidden" name="_csrf" value="{{frame.csrf}}">${hidden}</form>`
    const key = '<input type="hidden" name="_key" value="{{frame.key}}">'

    expect(formsIn('x', form('propose-freeze', key)).map(faultOf)).toEqual([undefined])
    expect(formsIn('x', form('propose-freeze', '')).map(faultOf)).toEqual(['has no key'])
    expect(formsIn('x', form('melt-round', key)).map(faultOf)).toEqual(['posts to no act of the route table'])
  })
})
