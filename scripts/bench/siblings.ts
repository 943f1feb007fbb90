/**
 * Siblings: markets of so many families, solved with the exact step and once more without a solver, each in a process of
 * its own so that its memory can be told. The verifier judges every outcome, for single children most of all: V4 to V6
 * say that none of them is wronged.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { allocateProblem } from '../../src/engine/allocate.ts'
import { formatViolation, verifyOutcome } from '../../src/engine/verify/verify.ts'
import { generateFamilyProblem } from './generate-family-problem.ts'

const seeds = [1, 2, 3, 4, 5]
const columns = [
  'families',
  'children',
  'step',
  'methods',
  'proved best',
  'seconds (median, worst)',
  'verified',
  'claims',
  'MB',
]

type Row = { children: number; method: string; optimal: boolean; seconds: number; verified: number; claims: number }
type Measured = { rows: Row[]; megabytes: number }

export function benchSiblings(sizes: readonly number[]): void {
  console.log(`Siblings in 15 % of the families, 80 % of the places reserved; ${seeds.length} markets each.`)
  console.log(columns.join(' | '))
  for (const families of sizes) {
    for (const step of ['exact', 'fallback'] as const) console.log(lineOf(families, step, measure(families, step)))
  }
}

function measure(families: number, step: string): Measured {
  const script = fileURLToPath(import.meta.url)
  const child = spawnSync(process.execPath, ['--import', 'tsx', script, String(families), step], { encoding: 'utf8' })
  if (child.status !== 0) throw new Error(`the measuring process ended with ${child.status}: ${child.stderr}`)
  return JSON.parse(child.stdout)
}

function lineOf(families: number, step: string, { rows, megabytes }: Measured): string {
  const seconds = rows.map((row) => row.seconds).toSorted((a, b) => a - b)
  const methods = Object.entries(counted(rows))
  return [
    families.toLocaleString('en'),
    rows[0].children.toLocaleString('en'),
    step,
    methods.map(([method, times]) => `${method} ${times}`).join(', '),
    `${rows.filter(({ optimal }) => optimal).length} of ${rows.length}`,
    `${seconds[Math.floor(seconds.length / 2)].toFixed(2)}, ${seconds[seconds.length - 1].toFixed(2)}`,
    Math.max(...rows.map(({ verified }) => verified)).toFixed(2),
    rows.map(({ claims }) => claims).join(' '),
    megabytes.toFixed(0),
  ].join(' | ')
}

function counted(rows: Row[]): Record<string, number> {
  const times: Record<string, number> = {}
  for (const { method } of rows) times[method] = (times[method] ?? 0) + 1
  return times
}

async function measureHere(families: number, step: string): Promise<Measured> {
  const rows: Row[] = []
  for (const seed of seeds) {
    const problem = generateFamilyProblem(families, seed)
    const withoutSolver = { solve: async () => ({ kind: 'limit-reached' as const }) }
    const start = performance.now()
    const outcome = await allocateProblem(problem, { explanations: false, ...(step === 'fallback' && withoutSolver) })
    const solved = performance.now()
    const [violation] = verifyOutcome(problem, outcome)
    if (violation !== undefined) throw new Error(formatViolation(violation))
    rows.push({
      children: problem.children.length,
      method: outcome.method,
      optimal: outcome.methodDetail.optimal === true,
      seconds: (solved - start) / 1000,
      verified: (performance.now() - solved) / 1000,
      claims: outcome.claims.length,
    })
  }
  return { rows, megabytes: process.resourceUsage().maxRSS / 1000 }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , families, step] = process.argv
  process.stdout.write(JSON.stringify(await measureHere(Number(families), step)))
  process.exit()
}
