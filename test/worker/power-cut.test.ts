import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomFor } from '../../db/seed/random.ts'
import { openDatabase } from '../../src/store/db.ts'
import { numRuns } from '../engine/support/problems.ts'
import { testDialect } from '../support/database.ts'
import {
  type Beginning,
  contradictionsIn,
  eachSawTheLast,
  effectsOf,
  EightPeople,
  howItStands,
} from '../support/eight-people.ts'
import { type Fault, History, toldBy } from '../support/history.ts'
import { compileRecorder, Disk, type DiskRecord, type Files, readRecords, recording } from '../support/power-cut.ts'
import { demoApp } from '../support/running-app.ts'

/**
 * R2: an acknowledged write survives a power cut. The real server is recorded while eight people act; then the power is cut in the
 * record, at moments of all kinds, and SQLite opens what a disk that keeps its promises, and nothing more, has left.
 */

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'verbund-kita-power-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const suffixes = { main: '', wal: '-wal', journal: '-journal' } as const

/** Opens what is left, hands it on, and takes it away again. */
async function opened<Value>(left: Files, look: (database: ReturnType<typeof openDatabase>) => Promise<Value>) {
  const path = join(folder, 'left.sqlite')
  for (const suffix of [...Object.values(suffixes), '-shm']) rmSync(path + suffix, { force: true })
  for (const [file, bytes] of left) writeFileSync(path + suffixes[file], bytes)
  const database = openDatabase(`sqlite:${path}`)
  try {
    return await look(database)
  } finally {
    await database.close()
  }
}

type Recorded = { records: DiskRecord[]; begun: Files; ended: Files; beginning: Beginning; acts: Map<string, string> }

/** The real server as a recorded process, while eight people act until so many requests have been acknowledged. */
async function recorded(acknowledged: number, program = ['src/main.ts']): Promise<Recorded> {
  const demo = await demoApp({ released: false })
  try {
    const path = demo.databaseUrl.slice('sqlite:'.length)
    const record = join(folder, `${program.length}.record`)
    const history = new History()
    // They sign in before: whatever else looks into the database would do its part of the writing unseen.
    const before = openDatabase(demo.databaseUrl)
    await demo.app.start()
    const people = await EightPeople.comeTogether(demo, before.db, history, 1)
    await demo.app.kill()
    const beginning = await howItStands(before.db)
    await before.close()

    const begun: Files = new Map([['main', readFileSync(path)]])
    Object.assign(demo.app.environment, recording(compileRecorder(folder), path, record))
    demo.app.program = program
    await demo.app.start()
    await people.getReady()
    await people.act({ over: () => history.count('done') >= acknowledged, onAnswer: () => {} })
    await demo.app.kill()
    const ended: Files = new Map([
      ['main', readFileSync(path)],
      ['wal', readFileSync(`${path}-wal`)],
    ])
    return { records: readRecords(record), begun, ended, beginning, acts: people.acts }
  } finally {
    await demo.drop()
  }
}

/** What had been asked for and acknowledged when so many records had been written. */
function historyUntil(cut: number, { records, acts }: Recorded): History {
  const history = new History()
  const waiting = new Map<string, History['operations'][number]>()
  for (const [at, record] of records.slice(0, cut).entries()) {
    const act = 'key' in record ? acts.get(record.key) : undefined
    if (act === undefined) continue
    if (record.kind === 'request') {
      const operation = { act, begun: at }
      history.operations.push(operation)
      waiting.set(act, operation)
    }
    if (record.kind === 'answer') Object.assign(waiting.get(act) ?? {}, { ended: at, told: toldBy(record.status) })
  }
  return history
}

type Finding = { cut: number; faults: (Fault | string)[] }

async function faultsAfter(left: Files, cut: number, run: Recorded): Promise<(Fault | string)[]> {
  try {
    return await opened(left, async ({ db }) => {
      const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db)
      const broken = rows.map((row) => row.integrity_check).filter((word) => word !== 'ok')
      if (broken.length > 0) return broken
      const history = historyUntil(cut, run)
      const effects = await effectsOf(db, run.beginning, history)
      return [
        ...history.faults(effects, eachSawTheLast(run.beginning)),
        ...(await contradictionsIn(db, run.beginning, history)),
      ]
    })
  } catch (error) {
    return [`not readable: ${(error as Error).message}`]
  }
}

/** Cuts the power so many times: half of them right after an answer has left, half of them anywhere. */
async function cutPower(cuts: number, run: Recorded, { honest = true, enough = Infinity } = {}): Promise<Finding[]> {
  const random = randomFor(1, 'power cuts')
  const { records } = run
  const answers = records.flatMap(({ kind }, at) => (kind === 'answer' ? [at + 1] : []))
  const moments = Array.from({ length: cuts }, (_, at) =>
    at % 2 === 0 ? random.pick(answers) : random.between(0, records.length),
  ).toSorted((a, b) => a - b)

  const disk = new Disk(run.begun, { honest })
  const found: Finding[] = []
  let applied = 0
  for (const cut of moments) {
    for (; applied < cut; applied++) disk.apply(records[applied])
    const faults = await faultsAfter(disk.cut(random), cut, run)
    if (faults.length > 0) found.push({ cut, faults })
    if (found.length >= enough) break
  }
  return found
}

function wholeDisk({ records, begun }: Recorded): Files {
  const disk = new Disk(begun)
  for (const record of records) disk.apply(record)
  return disk.whole()
}

// The log of PostgreSQL is its own promise; what the house asks of it stands in test/store/durable.test.ts.
describe.runIf(testDialect() === 'sqlite')('the power goes while eight people act', () => {
  test(
    'and all that was acknowledged before stands, whole and in order',
    async () => {
      const run = await recorded(numRuns(8))
      const { records, ended } = run
      const cuts = numRuns(20)

      const found = await cutPower(cuts, run)

      const count = (kind: DiskRecord['kind']) => records.filter((record) => record.kind === kind).length
      console.log(
        `${cuts} cuts in ${count('write')} writes, ${count('sync')} fsyncs and ${count('answer')} answers: ${found.length} with a fault`,
      )
      expect(found).toEqual([])
      // The replayer is honest: played to its end without a cut, its disk is the real one, byte by byte.
      const whole = wholeDisk(run)
      expect([...whole.keys()].toSorted()).toEqual(['main', 'wal'])
      for (const [file, bytes] of ended) expect(whole.get(file)?.equals(bytes), file).toBe(true)
      // A disk that says that it has synchronised and has not loses or breaks something, and is found out.
      expect(await cutPower(cuts, run, { honest: false, enough: 1 })).toHaveLength(1)
    },
    60_000 + numRuns(20) * 2_000,
  )

  test('and something is lost where SQLite synchronises at checkpoints only', async () => {
    const run = await recorded(8, ['--import', './test/support/synchronous-normal.ts', 'src/main.ts'])

    const found = await cutPower(20, run, { enough: 1 })

    expect(found.flatMap(({ faults }) => faults)).toContainEqual(expect.objectContaining({ kind: 'lost' }))
  }, 120_000)
})
