// npm test: every check, on SQLite and PostgreSQL and in a real browser. Arguments go on to vitest:
// npm test -- test/engine, npm test -- --project pure. The last line alone is "N passed, N failed, N skipped".
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureChromium } from './ensure-chromium.mjs'
import { ensurePostgres } from './ensure-postgres.mjs'

const projects = ['pure', 'sqlite', 'postgres', 'browser']
const foldersWithoutServices = ['engine', 'domain', 'policy', 'cli', 'architecture']

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const args = process.argv.slice(2)
const { named, others } = readArguments()
const wanted = wantedProjects()
const missing = await missingServices()
const counts = await runVitest()
counts.failed += missing.length
if (args.length === 0) counts.failed += emptyProjects(counts.testsOfProject)
if (counts.failed > 0) process.exitCode ||= 1
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)

function readArguments() {
  const options = { project: { type: 'string', multiple: true } }
  const { tokens } = parseArgs({ args, options, strict: false, tokens: true })
  const projectTokens = tokens.filter((token) => token.kind === 'option' && token.name === 'project')
  const taken = new Set(projectTokens.flatMap(({ index, inlineValue }) => (inlineValue ? [index] : [index, index + 1])))
  return {
    named: projectTokens.map((token) => token.value ?? ''),
    others: args.filter((_, index) => !taken.has(index)),
  }
}

function wantedProjects() {
  if (named.length > 0) return named
  const paths = others.filter((arg) => arg.startsWith('test/'))
  return paths.length > 0 && paths.every(needsNoServices) ? ['pure'] : projects
}

/** Installs what the wanted tests need. Without it the others run all the same, and the run has failed. */
async function missingServices() {
  const lacking = []
  if (wanted.includes('postgres') && !(await ensurePostgres())) lacking.push('postgres')
  if (wanted.includes('browser') && !(await ensureChromium())) lacking.push('browser')
  return lacking
}

function needsNoServices(path) {
  return foldersWithoutServices.some((folder) => path.startsWith(`test/${folder}`))
}

async function runVitest() {
  const runnable = wanted.filter((project) => !missing.includes(project))
  if (runnable.length === 0) return { passed: 0, failed: 0, skipped: 0, testsOfProject: {} }
  const folder = mkdtempSync(join(tmpdir(), 'verbund-kita-counts-'))
  const file = join(folder, 'counts.json')
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=./test/support/closing-line-reporter.mjs']
  const child = spawn(
    process.execPath,
    [vitest, 'run', ...reporters, ...others, ...runnable.map((project) => `--project=${project}`)],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, CLOSING_LINE_COUNTS: file },
    },
  )
  const pass = (signal) => child.kill(signal)
  process.on('SIGINT', pass).on('SIGTERM', pass)
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  process.exitCode = code ?? 1
  try {
    const counted = JSON.parse(readFileSync(file, 'utf8'))
    if (code !== 0 && counted.failed === 0) counted.failed = 1
    return counted
  } catch {
    console.error('The tests ended before they were counted.')
    return { passed: 0, failed: 1, skipped: 0, testsOfProject: {} }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function emptyProjects(testsOfProject) {
  const empty = projects.filter((project) => !testsOfProject[project] && !missing.includes(project))
  for (const project of empty) console.error(`The project ${project} ran no test.`)
  return empty.length
}
