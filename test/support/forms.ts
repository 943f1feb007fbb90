/** The target and the hidden fields of a form on a page, as a browser would send them. */
export function formOn(html: string, action: string): { target: string | undefined; fields: Record<string, string> } {
  const form = new RegExp(`<form[^>]*data-action="${action}"[\\s\\S]*?</form>`).exec(html)?.[0]
  if (!form) throw new Error(`the page has no form ${action}`)
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((m) => [m[1], m[2]])
  return { target: /action="([^"]+)"/.exec(form)?.[1], fields: Object.fromEntries(hidden) }
}

/** The acts that a page offers, each with the key that its form carries. */
export function actsOn(html: string): { action: string | undefined; key: string | undefined }[] {
  return [...html.matchAll(/<form[^>]*method="post"[\s\S]*?<\/form>/g)].map(([form]) => ({
    action: /data-action="([^"]+)"/.exec(form)?.[1],
    key: /name="_key" value="([^"]+)"/.exec(form)?.[1],
  }))
}
