import type { Actions } from '../../actions/app.ts'
import { drandPublishedAt, type NamedValue } from '../../domain/public-value.ts'
import { formatInstant, formatWeekday } from '../format.ts'
import { t } from '../words.ts'

export type DrawShown = Extract<Awaited<ReturnType<Actions['showDraw']>>, { ok: true }>['value']['draw']

/** Which public value it is, and when it is known. */
export function namedWords(named: NamedValue): string {
  if (named.source === 'lotto') return t('draw.lotto', { day: formatWeekday(named.day) })
  const at = formatInstant(drandPublishedAt(named.round))
  return t('draw.drand', { round: named.round, at })
}

export type Fact = { label: string; value: string }

/** The hashes that are published with the freeze. */
export function frozenFacts({ named, root, rulesHash }: DrawShown): Fact[] {
  return [
    { label: t('draw.named'), value: namedWords(named) },
    { label: t('draw.root'), value: root },
    { label: t('draw.rulesHash'), value: rulesHash },
  ]
}

/** What the draw has added to them; nothing before it. */
export function drawnFacts({ drawn }: DrawShown): Fact[] {
  if (!drawn) return []
  const { randomness, drandSignature, seed } = drawn
  return [
    { label: t('draw.randomness'), value: randomness },
    ...(drandSignature === null ? [] : [{ label: t('draw.drandSignature'), value: drandSignature }]),
    { label: t('draw.seed'), value: seed },
  ]
}
