/** `npm run -s verify -- problem.json outcome.json`: judges an outcome from the two files alone. */
import { parseArgs } from 'node:util'
import { formatViolation } from '../engine/verify/verify.ts'
import { readProblemFile, sayThatItHolds, sideThreadFor, startJudging } from './allocation-files.ts'
import { run, Unusable, writeText } from './files.ts'

const help = `Usage: npm run -s verify -- <problem.json> <outcome.json>

Checks an allocation-outcome/1 against its allocation-problem/1, whoever computed it. One of the two may be -, standard
input.

Exit 0: it holds. Exit 1: it does not, with a line for each violation. Exit 2: a file is not what it should be.
`

async function verify(): Promise<number> {
  const { values, positionals } = readArguments()
  if (values.help === true) {
    process.stdout.write(help)
    return 0
  }
  if (positionals.length !== 2) {
    throw new Unusable(`expected a problem file and an outcome file, found ${positionals.length}\n\n${help}`)
  }
  const [problemName, outcomeName] = positionals
  if (problemName === '-' && outcomeName === '-') throw new Unusable('only one of the two files can be standard input')
  const thread = sideThreadFor(problemName)
  const judge = startJudging(await readProblemFile(problemName, thread), thread)
  const { violations, looked } = await judge(outcomeName)
  if (violations.length > 0) {
    await writeText(
      '-',
      violations.map((violation) => `${formatViolation(violation)}\n`),
    )
    return 1
  }
  process.stdout.write(sayThatItHolds(looked))
  return 0
}

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { help: { type: 'boolean', short: 'h' } } })
  } catch (error) {
    throw new Unusable(`${error instanceof Error ? error.message : String(error)}\n\n${help}`)
  }
}

await run(verify)
