import { setTimeout as pass } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { randomFor } from '../../db/seed/random.ts'
import { type Database, openDatabase } from '../../src/store/db.ts'
import { numRuns } from '../engine/support/problems.ts'
import { contradictionsIn, eachSawTheLast, effectsOf, EightPeople, howItStands } from '../support/eight-people.ts'
import { type Fault, History } from '../support/history.ts'
import { type DemoApp, demoApp } from '../support/running-app.ts'

/**
 * R1: an acknowledged write survives the process. Eight people act, the server is killed at a random moment, what stands is
 * compared with what they were told, and after the restart whoever got no answer sends the same form again.
 */

let demo: DemoApp
let database: Database

beforeAll(async () => {
  demo = await demoApp({ released: false })
  database = openDatabase(demo.databaseUrl)
}, 60_000)
beforeEach(() => demo.app.kill(), 60_000)
afterAll(async () => {
  await database.close()
  await demo.drop()
})

type Loop = { history: History; faults: (Fault | string)[]; restarts: number[]; kills: number }

async function killLoop(seed: number, kills: number): Promise<Loop> {
  const { app } = demo
  const random = randomFor(seed, 'kills')
  const history = new History()
  const beginning = await howItStands(database.db)
  const loop: Loop = { history, faults: [], restarts: [], kills: 0 }
  const compare = async () => {
    const effects = await effectsOf(database.db, beginning, history)
    const contradictions = await contradictionsIn(database.db, beginning, history)
    loop.faults = [...history.faults(effects, eachSawTheLast(beginning)), ...contradictions]
  }
  await app.start()
  const people = await EightPeople.comeTogether(demo, database.db, history, seed)
  while (loop.kills < kills && loop.faults.length === 0) {
    await people.getReady()
    let killed = false
    let acting = Promise.resolve()
    // From the first answer on, so that a busy machine too has something to lose.
    await new Promise<void>((answered) => {
      acting = people.act({ over: () => killed, onAnswer: answered })
    })
    await pass(random.between(20, 200))
    await app.kill()
    killed = true
    await acting
    loop.kills++
    await compare()

    const begun = performance.now()
    await app.start()
    loop.restarts.push(performance.now() - begun)
    await people.sendAgain()
    if (loop.faults.length === 0) await compare()
  }
  return loop
}

function figuresOf({ history, restarts, kills }: Loop): string {
  const slowest = Math.max(...restarts) / 1000
  const middle = restarts.toSorted((a, b) => a - b)[Math.floor(restarts.length / 2)] / 1000
  return `${kills} kills, ${history.operations.length} requests, ${history.count('done')} acknowledged, ${history.count('refused')} refused, ${history.count(undefined)} without an answer; restart ${middle.toFixed(2)} s, at most ${slowest.toFixed(2)} s`
}

describe('a server that is killed again and again while eight people act', () => {
  test(
    'has all that it has acknowledged, nothing that nobody sent, and a trail that says the same',
    async () => {
      const loop = await killLoop(1, numRuns(3))

      console.log(figuresOf(loop))
      expect(loop.faults).toEqual([])
      expect(loop.history.count('done')).toBeGreaterThan(loop.kills)
      // With a machine to itself; a busy one says nothing about the program.
      if (process.env.PROOF === '1') expect(Math.max(...loop.restarts)).toBeLessThanOrEqual(3000)
    },
    60_000 + numRuns(3) * 20_000,
  )

  test('is found out where it acknowledges before it has written', async () => {
    demo.app.program = ['test/support/weakened-server.ts', 'acknowledges-early']
    const { faults } = await killLoop(2, 20)
    expect(faults).toContainEqual(expect.objectContaining({ kind: 'lost' }))
  }, 120_000)

  test('is found out where it takes a repeated form for a new one', async () => {
    demo.app.program = ['test/support/weakened-server.ts', 'forgets-keys']
    const { faults } = await killLoop(3, 20)
    expect(faults).toContainEqual(expect.objectContaining({ kind: 'double' }))
  }, 120_000)
})
