import { pathTo, isObject, type FormatReader, type JsonObject } from './format-reader.ts'
import { lookUp } from '../look-up.ts'

/** An object of a list, with its path. */
export type Row = [JsonObject, string]
/** Ids that were met before. */
export type Known = { has(id: string): boolean }

/** Notes what is wrong with a family beside its id, and with its children's priorities. */
export function readFamily(
  reader: FormatReader,
  family: JsonObject,
  path: string,
  programs: Known,
  children: ReadonlyMap<string, Row>,
  inFamily: Map<string, string>,
): void {
  reader.object(family, path, ['id', 'children', 'together', 'wishes'])
  const { together, wishes } = family
  if (together !== undefined) reader.oneOf(together, `${path}.together`, ['require', 'prefer'])
  if (family.children === undefined || !reader.knownIds(family.children, `${path}.children`, children, 'child')) return
  const members = family.children
  if (members.length === 0) reader.refuse(`${path}.children`, 'at least one child', members)
  members.forEach((id, at) => {
    const here = `${path}.children[${at}]`
    if (inFamily.has(id)) reader.refuse(here, `a child in no other family (it is in ${inFamily.get(id)})`, id)
    inFamily.set(id, String(family.id))
    const own = children.get(id)?.[0].wishes
    if (together === 'require' && Array.isArray(own) && own.length > 0) {
      reader.refuse(here, 'a child with empty wishes, since the family wishes for it', id)
    }
  })
  if (wishes === undefined || !reader.list(wishes, `${path}.wishes`)) return
  const seen = new Set<string>()
  wishes.forEach((option: unknown, at) => {
    const here = `${path}.wishes[${at}]`
    readOption(reader, option, here, members, programs, children)
    const text = JSON.stringify(option)
    if (seen.has(text)) reader.refuse(here, 'each option once', option)
    seen.add(text)
  })
}

// One program, or null, for each child of the family in its order.
function readOption(
  reader: FormatReader,
  option: unknown,
  path: string,
  members: string[],
  programs: Known,
  children: ReadonlyMap<string, Row>,
): void {
  if (!reader.list(option, path)) return
  if (option.length !== members.length) {
    reader.refuse(path, `${members.length} entries, one for each child of the family`, option)
    return
  }
  option.forEach((program: unknown, at) => {
    if (program === null) return
    if (typeof program !== 'string' || !programs.has(program)) {
      reader.refuse(`${path}[${at}]`, 'the id of a program, or null', program)
      return
    }
    const [child, childPath] = lookUp(children, members[at])
    requireScore(reader, child.priority, `${childPath}.priority`, program)
    requireScore(reader, child.poolPriority, `${childPath}.poolPriority`, program)
  })
}

/** A priority by program has a number for every program that is wished. */
export function requireScore(reader: FormatReader, score: unknown, path: string, program: string): void {
  if (isObject(score) && !Object.hasOwn(score, program)) {
    reader.refuse(pathTo(path, program), 'a priority, since the program is wished or the present one', undefined)
  }
}
