/** `npm run demo`: builds the demo network, allocates its first round before your eyes, and starts the app. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { SingleBar } from 'cli-progress'
import { demoAccounts, demoNetwork, demoPassword } from '../../db/seed/demo-network.ts'
import { totpCode } from '../actions/factors/totp.ts'
import { type Config, readConfig } from '../config.ts'
import { demoValue } from '../domain/public-value.ts'
import type { OutcomeFigures } from '../domain/outcome-figures.ts'
import { openApp, type OpenApp } from '../open-app.ts'
import { proveListening, serve } from '../serve.ts'
import { run, Unusable } from './files.ts'

const help = `Usage: npm run demo

Builds a demo network in an embedded database under data/demo (made anew each time), freezes the main round of one
consortium, draws with a real public random value, computes, checks and releases it, and starts the app. The other
consortium's round stays open, for you to freeze and draw in the app.
  --no-server   stop after the summary
Environment: PORT (3000), DATA_DIR (data), BASE_URL.
`

/** What the legal pages of the demo say: that nobody runs it. */
const operator = {
  name: 'Demo-Betrieb (erfunden)',
  address: 'Demostraße 1, 42103 Wuppertal',
  email: 'betrieb@demo.example',
  phone: '030 23125 000 (erfunden)',
  dataProtection: 'datenschutz@demo.example',
  witnesses: ['zeugin-eins@demo.example', 'zeuge-zwei@demo.example'],
}

const round = 'hauptvergabe-verbund-ost'
const print = (text: string) => process.stdout.write(`${text}\n`)

await run(async () => {
  const args = process.argv.slice(2)
  if (args.includes('--help')) {
    print(help)
    return 0
  }
  const config = demoConfig()
  // A demo that runs already keeps its data.
  if (!args.includes('--no-server')) await proveListening(config)
  await rm(config.dataDir, { recursive: true, force: true })
  await mkdir(config.dataDir, { recursive: true })
  await writeFile(join(config.dataDir, 'operator.json'), JSON.stringify(operator))
  const app = await openApp(config)
  print(
    'Verbund-Kita, Demo: erfundene Unternehmen und Familien, wirkliche Kitas (Offene Daten Wuppertal, CC BY 4.0, 2019)\n',
  )

  const begun = performance.now()
  const ids = await seed(app)
  print(`Netz aufgebaut in ${seconds(performance.now() - begun)}`)
  printSummary(await computeAndRelease(app, ids))
  printAccounts()
  if (args.includes('--no-server')) {
    await app.close()
    return 0
  }
  const { url, stop } = await serve(config, app)
  print(`\nDie App läuft: ${url}   (Ende mit Strg+C)`)
  print(`Vergabe nachprüfen, ohne Anmeldung: ${url}/nachpruefen/${ids[round]}`)
  print(`E-Mails verschickt die Demo nicht, sie liegen als Dateien in ${fileURLToPath(config.mailUrl)}`)
  print(JSON.stringify({ event: 'ready', url }))
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
  return 0
})

/** The demo has a folder and a database of its own, so that making it anew never touches a real one. */
function demoConfig(): Config {
  const config = readConfig()
  const dataDir = join(config.dataDir, 'demo')
  return {
    ...config,
    dataDir,
    databaseUrl: `sqlite:${join(dataDir, 'verbund-kita.sqlite')}`,
    // Nothing leaves the machine, whatever the environment says.
    mailUrl: pathToFileURL(join(dataDir, 'mail')).href,
    logLevel: 'warn',
  }
}

async function seed({ actions }: OpenApp): Promise<Record<string, string>> {
  const seeded = await actions.seedNetwork(demoNetwork(2027))
  if (!seeded.ok) throw new Unusable(`the demo network was refused: ${JSON.stringify(seeded.refusal)}`)
  return seeded.value.ids
}

type Summary = { figures: OutcomeFigures; companies: ReadonlyMap<string, string>; milliseconds: number }

async function computeAndRelease({ actions }: OpenApp, ids: Record<string, string>): Promise<Summary> {
  const first = await actions.findViewer(ids.koordination)
  const second = await actions.findViewer(ids.koordination2)
  const roundId = ids[round]
  const named = { source: 'drand', round: demoValue.round } as const
  const put = await actions.proposeFreeze(first, { roundId, named, key: 'demo-freeze' })
  const seen = put.ok ? put.value.contentHash : ''
  const frozen = await actions.approveFreeze(second, { roundId, contentHash: seen, key: 'demo-freeze' })
  if (!frozen.ok || frozen.value.step !== 'approved') {
    throw new Unusable(`the round could not be frozen: ${JSON.stringify(frozen)}`)
  }
  const { root, rulesHash } = frozen.value
  print(`Eingefroren: Wurzel ${root}, Regeln ${rulesHash}`)
  for (const viewer of [first, second]) {
    const typed = { signature: demoValue.signature }
    const entered = await actions.enterValue(viewer, { roundId, typed, key: 'demo-enter' })
    if (!entered.ok) throw new Unusable(`the lots could not be drawn: ${JSON.stringify(entered.refusal)}`)
  }
  print(`Gelost mit drand quicknet, Runde ${demoValue.round}: ein wirklicher Wert, seit 2023 bekannt, nur für die Demo`)

  const bar = new SingleBar({ format: 'Vergabe [{bar}] {percentage} % der Kinder zugeordnet, {duration_formatted}' })
  bar.start(1, 0)
  await actions.workOnce((done, total) => {
    bar.setTotal(total)
    bar.update(done)
  })
  bar.stop()

  const shown = await actions.showRound(first, roundId)
  const { computation, figures, companies } = shown.ok ? shown.value : {}
  if (!computation || !figures || !companies) {
    throw new Unusable(`the round did not verify: incident ${computation?.incidentNumber ?? 'without a number'}`)
  }
  const proposed = await actions.proposeRelease(first, { roundId, key: 'demo-propose' })
  const contentHash = proposed.ok ? proposed.value.contentHash : ''
  const released = await actions.approveRelease(second, { roundId, contentHash, key: 'demo-approve' })
  if (!released.ok || released.value.step !== 'approved') {
    throw new Unusable(`the outcome could not be released: ${JSON.stringify(released)}`)
  }
  return { figures, companies, milliseconds: computation.milliseconds ?? 0 }
}

function printSummary({ figures, companies, milliseconds }: Summary): void {
  print(`\nBerechnet, unabhängig geprüft und von zwei Personen freigegeben in ${seconds(milliseconds)}\n`)
  const ranks = figures.byWishRank.map(({ rank, children }) => [
    `${rank}. Wunsch${rank === 5 ? ' oder später' : ''}`,
    children,
  ])
  printTable(['Ergebnis', 'Kinder'], [...ranks, ['Warteliste', figures.waiting], ['Summe', figures.children]])
  printTable(
    ['Unternehmen', 'reserviert', 'genutzt', 'an den Topf'],
    figures.companies.map((company) => [
      companies.get(company.companyId) ?? '',
      company.reserved,
      company.used,
      company.toPool,
    ]),
  )
}

function printAccounts(): void {
  print(`Demo-Zugänge, Passwort für alle: ${demoPassword}\n`)
  const now = new Date()
  printTable(
    ['Rolle', 'E-Mail', 'TOTP-Schlüssel', 'Code jetzt'],
    demoAccounts.map(({ label, email, totpSecret }) => [
      label,
      email,
      totpSecret ?? '',
      totpSecret === undefined ? '' : totpCode(totpSecret, now.toISOString()),
    ]),
  )
  const until = new Date(Math.ceil(now.getTime() / 30_000) * 30_000 + 30_000)
  print(`Die Codes gelten bis ${until.toLocaleTimeString('de-DE')} und nur einmal. Für weitere den Schlüssel in eine`)
  print('Authenticator-App eintragen; bei der ersten Anmeldung genügt der Code von hier.\n')
}

function printTable(head: string[], rows: (string | number)[][]): void {
  const texts = [head, ...rows.map((row) => row.map(String))]
  const widths = head.map((_, column) => Math.max(...texts.map((row) => row[column].length)))
  const line = (row: string[], fill = ' ') =>
    row
      .map((cell, at) => (/^\d+$/.test(cell) ? cell.padStart(widths[at], fill) : cell.padEnd(widths[at], fill)))
      .join('  ')
  const [first, ...others] = texts
  print(
    [line(first), widths.map((width) => '─'.repeat(width)).join('  '), ...others.map((row) => line(row))].join('\n'),
  )
  print('')
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toLocaleString('de-DE', { maximumFractionDigits: 2 })} s`
}
