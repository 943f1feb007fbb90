import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

export type Ended = { code: number | null; stdout: string; stderr: string }

/** Runs `npm run -s <command> -- <args>` as a person does who stands in `from`. */
export function runCommand(
  command: string,
  args: string[],
  from: string,
  input = '',
  environment: Record<string, string> = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const started = spawn('npm', ['--prefix', root, 'run', '-s', command, '--', ...args], {
      cwd: from,
      // Vitest sets BASE_URL for its own ends.
      env: { ...process.env, INIT_CWD: undefined, BASE_URL: undefined, ...environment },
    })
    const ended: Ended = { code: null, stdout: '', stderr: '' }
    started.stdout.on('data', (data: Buffer) => (ended.stdout += data.toString()))
    started.stderr.on('data', (data: Buffer) => (ended.stderr += data.toString()))
    started.on('error', reject)
    started.on('close', (code) => resolve({ ...ended, code }))
    // A command that refuses its arguments does not wait for the input.
    started.stdin.on('error', () => undefined)
    started.stdin.end(input)
  })
}

/** A folder for the files of one test file. */
export function makeFolder() {
  const path = mkdtempSync(join(tmpdir(), 'allocation-'))
  return {
    path,
    write: (name: string, content: unknown) => {
      writeFileSync(join(path, name), typeof content === 'string' ? content : JSON.stringify(content))
      return name
    },
    read: (name: string) => readFileSync(join(path, name), 'utf8'),
    remove: () => rmSync(path, { recursive: true }),
  }
}
