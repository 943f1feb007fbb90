const longest = 80

/**
 * A name as a mail may carry it: what somebody typed as a name must not become a line of its own, nor anything that a mail
 * program turns into a link. Otherwise whoever registers a stranger's address could have us write to them.
 */
export function plainName(name: string): string {
  const oneLine = name.replaceAll(/[\p{C}\p{Z}\s]+/gu, ' ')
  const noLink = oneLine.replaceAll(/[/\\<>@]+/g, ' ').replaceAll(/([.:])(?=\S)/g, '$1 ')
  return Array.from(noLink.replaceAll(/ +/g, ' ').trim()).slice(0, longest).join('').trim()
}
