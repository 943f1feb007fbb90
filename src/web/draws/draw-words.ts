import type { Actions } from '../../actions/app.ts'
import { drandPublishedAt, type NamedValue } from '../../domain/public-value.ts'
import { formatInstant, formatWeekday } from '../format.ts'
import { t } from '../words.ts'

type DrawView = Extract<Awaited<ReturnType<Actions['showDraw']>>, { ok: true }>['value']
export type DrawShown = NonNullable<DrawView['draw']>

/** Which public value it is, and when it is known. */
export function namedWords(named: NamedValue): string {
  if (named.source === 'lotto') return t('draw.lotto', { day: formatWeekday(named.day) })
  const at = formatInstant(drandPublishedAt(named.round))
  return t('draw.drand', { round: named.round, at })
}

/** `hash` where it is for machines to compare. */
export type Fact = { label: string; value: string; hash?: true }

/** The hashes that are published with the freeze. */
export function frozenFacts({ named, root, rulesHash }: Pick<DrawShown, 'named' | 'root' | 'rulesHash'>): Fact[] {
  return [
    { label: t('draw.named'), value: namedWords(named) },
    { label: t('draw.root'), value: root, hash: true },
    { label: t('draw.rulesHash'), value: rulesHash, hash: true },
  ]
}

/** What the draw has added to them; nothing before it. */
export function drawnFacts({ drawn }: DrawShown): Fact[] {
  if (!drawn) return []
  const { randomness, drandSignature, seed } = drawn
  const facts: Fact[] = [{ label: t('draw.randomness'), value: randomness, hash: true }]
  if (drandSignature !== null) facts.push({ label: t('draw.drandSignature'), value: drandSignature, hash: true })
  return [...facts, { label: t('draw.seed'), value: seed, hash: true }]
}
