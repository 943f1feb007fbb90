/**
 * npm run bench:allocation [-- largest number of children]
 *
 * Times the round, its labels and its verification on generated markets, beside plain deferred acceptance on the same
 * arrays in the same run; then the whole way from file to file, and explanations; then markets with siblings. Every figure
 * is the median of the repetitions.
 */
import { runRound } from '../src/engine/deferred-acceptance.ts'
import { labelChildren } from '../src/engine/labels.ts'
import type { Market } from '../src/engine/market.ts'
import { runNaiveRounds } from '../src/engine/verify/naive.ts'
import { verifyMarket } from '../src/engine/verify/verify-market.ts'
import { median, row, timed } from './bench/figures.ts'
import { generateMarket, marketBytes } from './bench/generate-market.ts'
import { measureExplanations, measureFiles, printFilesHeading } from './bench/measure-files.ts'
import { runPlainDeferredAcceptance } from './bench/plain-deferred-acceptance.ts'
import { benchSiblings } from './bench/siblings.ts'

const sizes = [
  { children: 10_000, programs: 100, repetitions: 9 },
  { children: 100_000, programs: 1_000, repetitions: 7 },
  { children: 1_000_000, programs: 10_000, repetitions: 3 },
]

const columns = [
  ['children', 9],
  ['programs', 8],
  ['round', 6],
  ['labels', 6],
  ['V2–V6', 6],
  ['solved and V2–V6', 16],
  ['V7', 6],
  ['with V7', 7],
  ['reference', 9],
  ['round/reference', 15],
  ['MB arrays', 9],
] as const

const most = Number(process.argv[2] ?? Infinity)
const files = [
  { children: 100_000, programs: 1_000, repetitions: 3, explanations: false },
  { children: 100_000, programs: 1_000, repetitions: 1, explanations: true },
  { children: 1_000_000, programs: 10_000, repetitions: 3, explanations: false },
]

console.log(
  'Seconds, medians. V2–V6: feasible, labels, no waste, guarantee, no envy; V7: equal to the naive implementation.',
)
console.log(
  row(
    columns,
    columns.map(([name]) => name),
  ),
)
for (const { children, programs, repetitions } of sizes) {
  if (children <= most) measure(generateMarket({ children, programs }), repetitions)
}
printFilesHeading()
for (const { repetitions, explanations, ...size } of files) {
  if (size.children <= most) await measureFiles(size, repetitions, explanations)
}
benchSiblings([500, 1_500, 5_000].filter((families) => families <= most))
await measureExplanations({ children: Math.min(100_000, most), programs: Math.min(1_000, most / 100) }, 5)

function measure(market: Market, repetitions: number): void {
  const runs = Array.from({ length: repetitions }, () => {
    const reference = timed(() => runPlainDeferredAcceptance(market))
    const engine = timed(() => runRound(market))
    const { wish, choice, bytes } = engine.result
    const labels = timed(() => labelChildren(choice.companyPlaces, market.children))
    const placement = { wish, countsFor: labels.result }
    const verified = timed(() => verifyMarket(market, placement))
    const [violation] = verified.result.violations
    if (violation !== undefined) throw new Error(`${violation.check}: ${violation.message}`)
    const naive = timed(() => runNaiveRounds(market))
    if (naive.result.some((at, child) => at !== wish[child])) throw new Error('V7: the second implementation differs')
    return {
      reference: reference.seconds,
      engine: engine.seconds,
      labels: labels.seconds,
      verified: verified.seconds,
      naive: naive.seconds,
      bytes: bytes + placement.countsFor.byteLength,
    }
  })
  const of = (figure: (run: (typeof runs)[number]) => number) => median(runs.map(figure))
  console.log(
    row(columns, [
      market.children.toLocaleString('en'),
      market.programs.toLocaleString('en'),
      of(({ engine }) => engine).toFixed(3),
      of(({ labels }) => labels).toFixed(3),
      of(({ verified }) => verified).toFixed(3),
      of(({ engine, labels, verified }) => engine + labels + verified).toFixed(3),
      of(({ naive }) => naive).toFixed(3),
      of(({ engine, labels, verified, naive }) => engine + labels + verified + naive).toFixed(3),
      of(({ reference }) => reference).toFixed(3),
      of(({ engine, reference }) => engine / reference).toFixed(2),
      ((marketBytes(market) + of(({ bytes }) => bytes)) / 1e6).toFixed(0),
    ]),
  )
}
