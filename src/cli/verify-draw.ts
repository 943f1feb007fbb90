/** `npm run -s verify-draw -- bundle.json`: checks what was published of a draw, from the file alone. */
import { parseArgs } from 'node:util'
import type { DrawBundle } from '../engine/draw/bundles.ts'
import { readBundle } from '../engine/draw/read-bundle.ts'
import { verifyBundle } from '../engine/draw/verify-bundle.ts'
import type { DrawCheck } from '../engine/draw/verify-head.ts'
import { readJson, refuseFormat, run, Unusable, writeText } from './files.ts'

const help = `Usage: npm run -s verify-draw -- <bundle.json>

Checks a draw-bundle-public/1, draw-bundle-family/1 or draw-bundle-audit/1, whoever wrote it, and says what it checked.
The file may be -, standard input. An audit bundle has the allocation in it, which is judged as npm run verify does.

Exit 0: it holds. Exit 1: it does not, with a line for each violation. Exit 2: the file is no such bundle.
`

const meanings: Record<DrawCheck, string> = {
  rules: 'the rules have the hash that went into the seed',
  randomness: 'the random value is well formed and the one that the rules named beforehand',
  signature: 'the random value is the hash of the signature of that round by drand quicknet',
  seed: 'the seed comes from root, rules and random value',
  root: 'the leaves lead to the root',
  leaf: 'the leaf is of this draw',
  lot: 'the lots come from seed and tickets',
  explanation: 'the reasons fit the scores, the lot and the cut-offs',
  cutoffs: 'the cut-offs told are those published',
  places: 'capacities and reserves are those fixed in the rules',
  problem: 'the allocation had the frozen input, less withdrawals and rejections, and no other',
  outcome: 'the outcome is the published one and follows from the input by the definition',
}

const unchecked: Record<DrawBundle['format'], string> = {
  'draw-bundle-public/1': 'what the leaves say and whether the outcome follows from them: that takes an audit bundle',
  'draw-bundle-family/1': 'the other children and whether the outcome follows from all: that takes an audit bundle',
  'draw-bundle-audit/1': 'whether the scores are true, and whether the head is the one that was published',
}

async function verifyDraw(): Promise<number> {
  const { values, positionals } = readArguments()
  if (values.help === true) {
    process.stdout.write(help)
    return 0
  }
  if (positionals.length !== 1) throw new Unusable(`expected one bundle file, found ${positionals.length}\n\n${help}`)
  const [name] = positionals
  const read = readBundle(readJson(name))
  if (!read.ok) return refuseFormat(name, 'draw bundle', read.errors)

  const { format, head } = read.value
  const steps = verifyBundle(read.value)
  const holds = steps.filter(({ violations }) => violations.length === 0)
  await writeText('-', [
    `${format} of draw ${head.draw}, run ${head.run}${head.domain === 'kita-sim/v1' ? ': A DRY RUN, never binding' : ''}\n`,
    ...steps.flatMap(({ check, violations }) => violations.map((violation) => `${check}: ${violation}\n`)),
    ...holds.map(({ check }) => `Holds: ${check}, ${meanings[check]}.\n`),
    `Not checked here: ${unchecked[format]}.\n`,
  ])
  return holds.length === steps.length ? 0 : 1
}

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { help: { type: 'boolean', short: 'h' } } })
  } catch (error) {
    throw new Unusable(`${error instanceof Error ? error.message : String(error)}\n\n${help}`)
  }
}

await run(verifyDraw)
