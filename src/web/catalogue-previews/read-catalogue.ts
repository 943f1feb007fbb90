import type { CatalogueFault } from '../../domain/check-points-catalogue.ts'
import { type CriterionId, criterionIds, knownCriteria } from '../../domain/known-criteria.ts'
import type { Criterion } from '../../domain/points-catalogue.ts'

export type Fields = Readonly<Record<string, string>>

/** The names of a criterion's fields; rows are counted from 1. */
export const fieldNames = (id: CriterionId) => ({
  points: `${id}-points`,
  from: (row: number) => `${id}-from-${row}`,
  to: (row: number) => `${id}-to-${row}`,
  rowPoints: (row: number) => `${id}-points-${row}`,
  kita: (row: number) => `${id}-kita-${row}`,
  addition: (row: number) => `${id}-addition-${row}`,
})

export const mostRows = 20

/** A catalogue's criteria first, in its order, then those that it does not use. */
export function orderOfCriteria(criteria: readonly Criterion[]): CriterionId[] {
  const used = criteria.map(({ id }) => id)
  const place = (id: CriterionId) => (used.includes(id) ? used.indexOf(id) : used.length)
  return criterionIds.toSorted((a, b) => place(a) - place(b))
}

/** What a form says about a catalogue before anybody has changed it. */
export function fieldsOf(criteria: readonly Criterion[]): Record<string, string> {
  return Object.assign({}, ...criteria.map(fieldsOfCriterion)) as Record<string, string>
}

function fieldsOfCriterion(criterion: Criterion): Record<string, string> {
  const fields: Record<string, string> = {}
  const names = fieldNames(criterion.id as CriterionId)
  switch (criterion.kind) {
    case 'flag':
    case 'at-kita':
      fields[names.points] = String(criterion.points)
      break
    case 'number':
      for (const [at, { from, points }] of criterion.thresholds.entries()) {
        fields[names.from(at + 1)] = String(from)
        fields[names.rowPoints(at + 1)] = String(points)
      }
      break
    case 'distance':
      for (const [at, { from, to, points }] of criterion.bands.entries()) {
        fields[names.from(at + 1)] = String(from)
        fields[names.to(at + 1)] = String(to)
        fields[names.rowPoints(at + 1)] = String(points)
      }
  }
  for (const [at, { kita, points }] of (criterion.additions ?? []).entries()) {
    fields[names.kita(at + 1)] = kita
    fields[names.addition(at + 1)] = String(points)
  }
  return fields
}

/** The criteria that a form says, and which field each place of them came from. What was left empty is not there. */
export type ReadCatalogue = { criteria: Criterion[]; fieldOf: (path: CatalogueFault['path']) => string }

/** What is no whole number stays NaN: the domain refuses it, as it does for a seed. */
export function readCatalogue(fields: Fields, order: readonly CriterionId[]): ReadCatalogue {
  const origins = new Map<string, string>()
  const criteria: Criterion[] = []
  for (const id of order) {
    const note = (path: CatalogueFault['path'], field: string) =>
      void origins.set(['criteria', criteria.length, ...path].join(' '), field)
    const criterion = readCriterion(id, fields, note)
    if (criterion) criteria.push(criterion)
  }
  return { criteria, fieldOf: (path) => origins.get(path.join(' ')) ?? '' }
}

type NoteOrigin = (path: CatalogueFault['path'], field: string) => void

function readCriterion(id: CriterionId, fields: Fields, note: NoteOrigin): Criterion | undefined {
  const names = fieldNames(id)
  const given = (name: string) => (fields[name] ?? '').trim()
  const rows = rowNumbers.filter((row) => [names.from, names.to, names.rowPoints].some((name) => given(name(row))))
  const additionRows = rowNumbers.filter((row) => given(names.kita(row)) || given(names.addition(row)))
  const list = (key: string, numbers: readonly number[], parts: Record<string, (row: number) => string>) => {
    for (const [at, row] of numbers.entries()) {
      for (const [part, name] of Object.entries(parts)) note([key, at, part], name(row))
    }
  }
  list('additions', additionRows, { kita: names.kita, points: names.addition })
  const additions = additionRows.map((row) => {
    return { kita: given(names.kita(row)), points: numberOf(given(names.addition(row))) }
  })
  const common = { id, ...(additions.length > 0 && { additions }) }
  const used = additions.length > 0 || rows.length > 0 || given(names.points) !== ''
  if (!used) return undefined

  const { kind } = knownCriteria[id]
  switch (kind) {
    case 'flag':
    case 'at-kita':
      note(['points'], names.points)
      return { ...common, kind, points: numberOf(given(names.points)) }
    case 'number':
      note(['thresholds'], names.from(1))
      list('thresholds', rows, { from: names.from, points: names.rowPoints })
      return {
        ...common,
        kind,
        thresholds: rows.map((row) => ({
          from: numberOf(given(names.from(row))),
          points: numberOf(given(names.rowPoints(row))),
        })),
      }
    case 'distance':
      note(['bands'], names.from(1))
      list('bands', rows, { from: names.from, to: names.to, points: names.rowPoints })
      return {
        ...common,
        kind,
        bands: rows.map((row) => ({
          from: numberOf(given(names.from(row))),
          to: numberOf(given(names.to(row))),
          points: numberOf(given(names.rowPoints(row))),
        })),
      }
  }
}

const rowNumbers = Array.from({ length: mostRows }, (_, at) => at + 1)

/** 1.000 is a thousand to some and one to others, so it is neither. */
function numberOf(text: string): number {
  return /^-?\d{1,9}(,\d{1,3})?$/.test(text) ? Number(text.replace(',', '.')) : NaN
}
