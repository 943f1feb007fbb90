/** A form as a page has it. A field's values are what a browser could send for it, the one it would send untouched first. */
export type FoundForm = {
  page: string
  act: string
  method: 'GET' | 'POST'
  target: string
  fields: { name: string; values: string[] }[]
}

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&#x3D;': '=',
}
const decoded = (text: string) => text.replaceAll(/&(amp|lt|gt|quot|#x27|#x3D);/g, (entity) => entities[entity])
const attribute = (tag: string, name: string) => {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : decoded(value)
}

export function formsOn(html: string, page: string): FoundForm[] {
  return [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => {
    const tag = /<form\b[^>]*>/.exec(form)![0]
    const target = attribute(tag, 'action') ?? page
    return {
      page,
      act: attribute(tag, 'data-action') ?? `filter ${target}`,
      method: attribute(tag, 'method')?.toLowerCase() === 'post' ? 'POST' : 'GET',
      target,
      fields: fieldsOf(form),
    }
  })
}

function fieldsOf(form: string): FoundForm['fields'] {
  const fields = new Map<string, string[]>()
  const add = (name: string | undefined, values: string[]) => {
    if (name) fields.set(name, [...(fields.get(name) ?? []), ...values])
  }
  for (const [tag, element] of form.matchAll(/<(?:input|button)\b[^>]*>|<(select|textarea)\b[\s\S]*?<\/\1>/g)) {
    const name = attribute(/<[^>]*>/.exec(tag)![0], 'name')
    if (element === 'select') {
      const options = [...tag.matchAll(/<option\b[^>]*>/g)].map(([option]) => option)
      const chosen = options.filter((option) => /\sselected\b/.test(option))
      add(name, [...new Set([...chosen, ...options].map((option) => attribute(option, 'value') ?? ''))])
    } else if (element === 'textarea') add(name, [decoded(/>([\s\S]*)<\/textarea>/.exec(tag)?.[1] ?? '')])
    else add(name, [attribute(tag, 'value') ?? ''])
  }
  return [...fields].map(([name, values]) => ({ name, values }))
}

export function linksOn(html: string): string[] {
  return [...html.matchAll(/<a\b[^>]*\shref="(\/[^"#]*)/g)].map(([, href]) => decoded(href))
}
