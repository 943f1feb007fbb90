/** The target and the hidden fields of a form on a page, as a browser would send them. */
export function formOn(html: string, action: string): { target: string | undefined; fields: Record<string, string> } {
  const form = new RegExp(`<form[^>]*data-action="${action}"[\\s\\S]*?</form>`).exec(html)?.[0]
  if (!form) throw new Error(`the page has no form ${action}`)
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((m) => [m[1], m[2]])
  return { target: /action="([^"]+)"/.exec(form)?.[1], fields: Object.fromEntries(hidden) }
}
