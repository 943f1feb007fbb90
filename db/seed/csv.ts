/** Rows of a CSV file (RFC 4180) as objects by the names in its first line. */
export function readCsv(text: string): Record<string, string>[] {
  const [header, ...rows] = text
    .split(/\r?\n/)
    .filter((row) => row !== '')
    .map(fieldsOf)
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])))
}

function fieldsOf(row: string): string[] {
  return [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
  )
}
