/** `npm run -s allocate -- problem.json`: allocates the places of a file. */
import { parseArgs } from 'node:util'
import { SingleBar } from 'cli-progress'
import { allocateMarket, allocateProblem } from '../engine/allocate.ts'
import { outcomeText } from '../engine/files/outcome-text.ts'
import type { OutcomeRows, Violation } from '../engine/types.ts'
import { formatViolation } from '../engine/verify/verify.ts'
import { readProblemFile, sayThatItHolds, sideThreadFor, startJudging, type FileProblem } from './allocation-files.ts'
import { run, Unusable, writeText } from './files.ts'

const help = `Usage: npm run -s allocate -- <problem.json> [--out <outcome.json>] [--no-explanations] [--verify]

Reads an allocation-problem/1 and writes its allocation-outcome/1.
  <problem.json>       - is standard input
  --out <file>         where to write; - (the default) is standard output
  --no-explanations    leave out why each wish was met or not
  --verify             judge the written outcome, as npm run -s verify does, before the file gets its name
  --help               show this

Exit 0: done. Exit 1: with --verify, the outcome does not hold; a line for each violation, and no file.
Exit 2: the file is no problem; nothing is written.
`

async function allocate(): Promise<number> {
  const { values, positionals } = readArguments()
  if (values.help === true) {
    process.stdout.write(help)
    return 0
  }
  if (positionals.length !== 1) throw new Unusable(`expected one problem file, found ${positionals.length}\n\n${help}`)
  const [name] = positionals
  const out = values.out ?? '-'
  if (values.verify === true && out === '-') throw new Unusable(`--verify needs a file to write to, --out\n\n${help}`)
  const thread = sideThreadFor(name)
  const problem = await readProblemFile(name, thread)
  const judge = values.verify === true ? startJudging(problem, thread) : null
  const violations: Violation[] = []
  await writeText(out, outcomeText(await solve(problem, values['no-explanations'] !== true)), async (path) => {
    if (judge === null) return true
    const judged = await judge(path)
    violations.push(...judged.violations)
    if (violations.length === 0) process.stderr.write(sayThatItHolds(judged.looked))
    return violations.length === 0
  })
  if (violations.length === 0) return 0
  await writeText(
    '-',
    violations.map((violation) => `${formatViolation(violation)}\n`),
  )
  return 1
}

async function solve(problem: FileProblem, explanations: boolean): Promise<OutcomeRows> {
  const children = 'named' in problem ? problem.named.market.children : problem.children.length
  const bar = new SingleBar({ format: 'allocating {percentage} % | {value} of {total} children', noTTYOutput: true })
  bar.start(children, 0)
  const options = { explanations, onProgress: (done: number) => bar.update(done) }
  const outcome = 'named' in problem ? allocateMarket(problem, options) : await allocateProblem(problem, options)
  bar.update(children)
  bar.stop()
  return outcome
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        'no-explanations': { type: 'boolean' },
        verify: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new Unusable(`${error instanceof Error ? error.message : String(error)}\n\n${help}`)
  }
}

await run(allocate)
