// Installs a package of Debian where that can be done without asking anybody: as root, with apt-get.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'

export const canInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

let listsAreFresh = false

/** Throws with the end of apt-get's own output when the package cannot be had. */
export async function installDebianPackage(name) {
  if (!listsAreFresh) await aptGet(`Reading Debian's package lists`, ['update'])
  listsAreFresh = true
  await aptGet(`Installing Debian's package ${name}`, ['install', '-y', '--no-install-recommends', name])
}

async function aptGet(what, args) {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  console.log(`${what} …`)
  const heartbeat = setInterval(() => console.log(`${what} … ${seconds()} s`), 15_000)
  const output = []
  // Changed configuration files stay as they are: without these settings dpkg and ucf would ask.
  const child = spawn('apt-get', ['-q', '-o', 'Dpkg::Options::=--force-confold', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', UCF_FORCE_CONFFOLD: '1' },
  })
  child.stdout.on('data', (chunk) => output.push(chunk))
  child.stderr.on('data', (chunk) => output.push(chunk))
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  }).finally(() => clearInterval(heartbeat))
  if (code === 0) return console.log(`${what}: done in ${seconds()} s`)
  const end = Buffer.concat(output).toString('utf8').trim().split('\n').slice(-15).join('\n')
  throw new Error(`apt-get ${args.join(' ')} ended with ${code}:\n${end}`)
}
