/** `npm run -s allocate -- problem.json`: allocates the places of a file. */
import { parseArgs } from 'node:util'
import { SingleBar } from 'cli-progress'
import { allocateProblem } from '../engine/allocate.ts'
import { outcomeText } from '../engine/outcome-text.ts'
import { readProblem } from '../engine/problem.ts'
import { readJson, refuseFormat, run, Unusable, writeText } from './files.ts'

const help = `Usage: npm run -s allocate -- <problem.json> [--out <outcome.json>] [--no-explanations]

Reads an allocation-problem/1 and writes its allocation-outcome/1.
  <problem.json>       - is standard input
  --out <file>         where to write; - (the default) is standard output
  --no-explanations    leave out why each wish was met or not
  --help               show this

Exit 0: done. Exit 2: the file is no problem; nothing is written.
`

async function allocate(): Promise<number> {
  const { values, positionals } = readArguments()
  if (values.help === true) {
    process.stdout.write(help)
    return 0
  }
  if (positionals.length !== 1) throw new Unusable(`expected one problem file, found ${positionals.length}\n\n${help}`)
  const [name] = positionals
  const problem = readProblem(readJson(name))
  if (!problem.ok) return refuseFormat(name, 'allocation-problem/1', problem.errors)

  const bar = new SingleBar({ format: 'allocating {percentage} % | {value} of {total} children', noTTYOutput: true })
  bar.start(problem.value.children.length, 0)
  const outcome = await allocateProblem(problem.value, {
    explanations: values['no-explanations'] !== true,
    onProgress: (done) => bar.update(done),
  })
  bar.update(problem.value.children.length)
  bar.stop()
  await writeText(values.out ?? '-', outcomeText(outcome))
  return 0
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        'no-explanations': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new Unusable(`${error instanceof Error ? error.message : String(error)}\n\n${help}`)
  }
}

await run(allocate)
