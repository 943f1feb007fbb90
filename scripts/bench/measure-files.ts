import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { readProblemFile } from '../../src/cli/allocation-files.ts'
import { allocateMarket } from '../../src/engine/allocate.ts'
import { median, row, timed } from './figures.ts'
import { generateMarket, type MarketSize } from './generate-market.ts'
import { problemText } from './problem-text.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

const columns = [
  ['children', 9],
  ['MB in', 6],
  ['MB out', 6],
  ['explained', 9],
  ['file to verified file', 21],
  ['peak MB', 7],
] as const

/** From the problem's file to the verified outcome's file, each time in a process of its own, start-up included. */
export async function measureFiles(size: MarketSize, repetitions: number, explanations: boolean): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-allocation-'))
  try {
    const problem = join(folder, 'problem.json')
    const outcome = join(folder, 'outcome.json')
    writeProblem(problem, size)
    const args = [problem, '--out', outcome, '--verify', ...(explanations ? [] : ['--no-explanations'])]
    const runs: { seconds: number; peak: number }[] = []
    for (let run = 0; run < repetitions; run++) runs.push(await runAllocate(args))
    console.log(
      row(columns, [
        size.children.toLocaleString('en'),
        megabytes(statSync(problem).size),
        megabytes(statSync(outcome).size),
        explanations ? 'yes' : 'no',
        `${median(runs.map(({ seconds }) => seconds)).toFixed(1)} s`,
        megabytes(median(runs.map(({ peak }) => peak))),
      ]),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export function printFilesHeading(): void {
  console.log(
    '\nFrom the file of a problem to the verified file of its outcome, V0 to V10, in a process of its own; medians.',
  )
  console.log(
    row(
      columns,
      columns.map(([name]) => name),
    ),
  )
}

/** How long it takes to explain every wish of every child, nothing written. */
export async function measureExplanations(size: MarketSize, repetitions: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-allocation-'))
  try {
    writeProblem(join(folder, 'problem.json'), size)
    const problem = await readProblemFile(join(folder, 'problem.json'), null)
    if (!('named' in problem)) throw new Error('the generated problem has families')
    const seconds = Array.from({ length: repetitions }, () => {
      const { explanations = [] } = allocateMarket(problem)
      return timed(() => Array.from(explanations, ({ wishes }) => wishes.length)).seconds
    })
    const children = size.children.toLocaleString('en')
    console.log(`\nExplaining every wish of ${children} children: ${median(seconds).toFixed(2)} s`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function writeProblem(path: string, size: MarketSize): void {
  const file = openSync(path, 'wx')
  for (const piece of problemText(generateMarket(size))) writeSync(file, piece)
  closeSync(file)
}

async function runAllocate(args: string[]): Promise<{ seconds: number; peak: number }> {
  const start = performance.now()
  const command = ['--import', './scripts/bench/report-peak.mjs', '--import', 'tsx', 'src/cli/allocate.ts', ...args]
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'inherit', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject))
  const [errors, peak] = await Promise.all([child.stderr, child.stdio[3]].map((stream) => textOf(stream)))
  if ((await ended) !== 0) throw new Error(`allocate --verify: ${errors}`)
  return { seconds: (performance.now() - start) / 1000, peak: Number(peak) }
}

async function textOf(stream: unknown): Promise<string> {
  if (stream === null || typeof stream !== 'object' || !(Symbol.asyncIterator in stream)) throw new Error('no stream')
  return text(stream as AsyncIterable<Buffer>)
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0)
}
