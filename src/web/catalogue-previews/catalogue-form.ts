import { type CriterionId, knownCriteria } from '../../domain/known-criteria.ts'
import { criterionWords } from '../criterion-words.ts'
import type { ShownForm } from '../form.ts'
import { t } from '../words.ts'
import { fieldNames, type Fields, mostRows } from './read-catalogue.ts'

type Input = { name: string; label: string }

/** A catalogue's form as finished words: a group of fields for each criterion, one free row more than are filled. */
export function catalogueForm(
  order: readonly CriterionId[],
  { values, errors }: ShownForm,
  kitas: ReadonlyMap<string, string>,
) {
  const wrong = new Set(errors.map(({ field }) => field))
  return order.map((id) => {
    const names = fieldNames(id)
    const additions = rowsOf(values, [names.kita, names.addition])
    return {
      id,
      legend: criterionWords(id),
      rows: rowInputs(id, values),
      additions: additions.map((row) => ({
        kita: { name: names.kita(row), label: t('cataloguePreview.additionKita', { row }) },
        kitas: kitaOptions(kitas, values[names.kita(row)]),
        points: { name: names.addition(row), label: t('cataloguePreview.additionPoints', { row }) },
      })),
      // Open where something stands in it, or is wrong with it.
      additionsOpen:
        additions.length > 1 ||
        additions.some((row) => [names.kita(row), names.addition(row)].some((one) => wrong.has(one))),
    }
  })
}

function rowInputs(id: CriterionId, values: Fields): { inputs: Input[] }[] {
  const names = fieldNames(id)
  const rowPoints = (row: number) => ({ name: names.rowPoints(row), label: t('cataloguePreview.rowPoints', { row }) })
  const rows = rowsOf(values, [names.from, names.to, names.rowPoints])
  switch (knownCriteria[id].kind) {
    case 'flag':
    case 'at-kita':
      return [{ inputs: [{ name: names.points, label: t('cataloguePreview.pointsLabel') }] }]
    case 'number':
      return rows.map((row) => ({
        inputs: [{ name: names.from(row), label: t('cataloguePreview.fromHours', { row }) }, rowPoints(row)],
      }))
    case 'distance':
      return rows.map((row) => ({
        inputs: [
          { name: names.from(row), label: t('cataloguePreview.fromMetres', { row }) },
          { name: names.to(row), label: t('cataloguePreview.toMetres', { row }) },
          rowPoints(row),
        ],
      }))
  }
}

function rowsOf(values: Fields, names: ((row: number) => string)[]): number[] {
  const numbers = Array.from({ length: mostRows }, (_, at) => at + 1)
  const last = numbers.findLast((row) => names.some((name) => (values[name(row)] ?? '').trim() !== '')) ?? 0
  return numbers.slice(0, last + 1)
}

function kitaOptions(kitas: ReadonlyMap<string, string>, chosen: string | undefined) {
  return [['', t('cataloguePreview.noKita')] as const, ...kitas].map(([value, text]) => ({
    value,
    text,
    selected: value === (chosen ?? ''),
  }))
}
