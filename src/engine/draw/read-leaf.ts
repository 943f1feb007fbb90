import { type FormatReader, isObject, pathTo } from '../files/format-reader.ts'
import { readEach, readHash, readPattern } from './read-head.ts'

/** Reads the frozen input of one child. */
export function readLeaf(reader: FormatReader, leaf: unknown, path: string): void {
  const required = ['v', 'draw', 'ticket', 'class', 'company', 'wishes', 'ageBand', 'start', 'hours', 'score', 'salt']
  if (!reader.object(leaf, path, required, ['family'])) return
  if (leaf.v !== 1) reader.refuse(`${path}.v`, '1', leaf.v)
  reader.id(leaf.draw, `${path}.draw`)
  reader.id(leaf.ticket, `${path}.ticket`)
  reader.count(leaf.class, `${path}.class`)
  if (readIds(reader, leaf.company, `${path}.company`) && leaf.company.length > 2) {
    reader.refuse(`${path}.company`, 'at most two companies', leaf.company)
  }
  readIds(reader, leaf.wishes, `${path}.wishes`)
  reader.id(leaf.ageBand, `${path}.ageBand`)
  readPattern(reader, leaf.start, `${path}.start`, /^\d{4}-(0[1-9]|1[0-2])$/, 'a month, YYYY-MM')
  reader.count(leaf.hours, `${path}.hours`)
  readScore(reader, leaf.score, `${path}.score`)
  readHash(reader, leaf.salt, `${path}.salt`)
  if (leaf.family !== undefined) readFamily(reader, leaf.family, `${path}.family`)
}

function readScore(reader: FormatReader, score: unknown, path: string): void {
  if (!isObject(score)) {
    reader.integer(score, path)
    return
  }
  for (const [program, number] of Object.entries(score)) reader.integer(number, pathTo(path, program))
}

function readFamily(reader: FormatReader, family: unknown, path: string): void {
  if (!reader.object(family, path, ['children', 'together', 'wishes'])) return
  const members = readIds(reader, family.children, `${path}.children`) ? family.children.length : null
  if (members === 0) reader.refuse(`${path}.children`, 'at least one child', family.children)
  reader.oneOf(family.together, `${path}.together`, ['require', 'prefer'])
  readEach(reader, family.wishes, `${path}.wishes`, (option, at) => {
    readEach(reader, option, at, (program, here) => program === null || reader.id(program, here))
    if (members !== null && Array.isArray(option) && option.length !== members) {
      reader.refuse(at, `${members} entries, one for each child of the family`, option)
    }
  })
}

function readIds(reader: FormatReader, value: unknown, path: string): value is string[] {
  if (!reader.list(value, path)) return false
  let right = true
  for (const [at, id] of value.entries()) {
    if (!reader.id(id, `${path}[${at}]`)) right = false
    else if (value.indexOf(id) !== at) right = reader.refuse(`${path}[${at}]`, 'each id once', id)
  }
  return right
}
