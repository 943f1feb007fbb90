/**
 * npm run bench:allocation [-- largest number of children]
 *
 * Times the round, its labels and its verification on generated markets, beside plain deferred acceptance on the same
 * arrays in the same run. Every figure is the median of the repetitions.
 */
import { runRound } from '../src/engine/deferred-acceptance.ts'
import { labelChildren } from '../src/engine/labels.ts'
import type { Market } from '../src/engine/market.ts'
import { runNaiveRounds } from '../src/engine/naive.ts'
import { verifyMarket } from '../src/engine/verify-market.ts'
import { generateMarket, marketBytes } from './bench/generate-market.ts'
import { runPlainDeferredAcceptance } from './bench/plain-deferred-acceptance.ts'

const sizes = [
  { children: 10_000, programs: 100, repetitions: 9 },
  { children: 100_000, programs: 1_000, repetitions: 7 },
  { children: 1_000_000, programs: 10_000, repetitions: 3 },
]

const most = Number(process.argv[2] ?? Infinity)
const measured = sizes.filter(({ children }) => children <= most)
console.log('seconds, median; V2–V6 by definition, V7 the naive second implementation')
console.log(
  row(
    'children',
    'programs',
    'engine',
    'labels',
    'V2–V6',
    'V7',
    'solved and verified',
    'reference',
    'ratio',
    'MB arrays',
  ),
)
for (const { children, programs, repetitions } of measured) measure(generateMarket({ children, programs }), repetitions)

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
      ratio: engine.seconds / reference.seconds,
      bytes: bytes + placement.countsFor.byteLength,
    }
  })
  const figure = (key: keyof (typeof runs)[number]) => median(runs.map((run) => run[key]))
  const solvedAndVerified = median(runs.map((run) => run.engine + run.labels + run.verified + run.naive))
  console.log(
    row(
      market.children.toLocaleString('en'),
      market.programs.toLocaleString('en'),
      ...(['engine', 'labels', 'verified', 'naive'] as const).map((key) => figure(key).toFixed(3)),
      solvedAndVerified.toFixed(3),
      figure('reference').toFixed(3),
      figure('ratio').toFixed(2),
      ((marketBytes(market) + figure('bytes')) / 1e6).toFixed(0),
    ),
  )
}

function timed<T>(run: () => T): { seconds: number; result: T } {
  const start = performance.now()
  const result = run()
  return { seconds: (performance.now() - start) / 1000, result }
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
}

function row(...cells: string[]): string {
  return cells.map((cell, at) => cell.padStart([9, 8, 7, 7, 7, 7, 19, 9, 6, 9][at])).join('  ')
}
