import { afterAll, describe, expect, test } from 'vitest'
import { demoNetwork } from '../../db/seed/demo-network.ts'
import { readNetwork, type Seeded, type SeedRefusal } from '../../src/actions/network/seed-network.ts'
import { seedCommand } from '../../src/cli/seed-command.ts'
import { ok, type Result } from '../../src/domain/result.ts'
import { makeFolder } from './run-command.ts'

const folder = makeFolder()
afterAll(() => folder.remove())

const file = (name: string, content: unknown) => `${folder.path}/${folder.write(name, content)}`

/** Runs it with a seeding that answers as given; says what was printed, and whether the database was closed. */
async function run(args: string[], seed: (input: unknown) => Result<Seeded, SeedRefusal>) {
  const seen = { printed: '', opened: 0, closed: 0 }
  const open = async () => {
    seen.opened++
    return { seed: async (input: unknown) => seed(input), close: async () => void seen.closed++ }
  }
  const ended = await seedCommand(args, { open, print: (text) => (seen.printed += text) }).then(
    (code) => ({ code, reason: '' }),
    (error: Error) => ({ code: 2, reason: error.message }),
  )
  return { ...ended, ...seen }
}

const checkOnly = (input: unknown): Result<Seeded, SeedRefusal> => {
  const read = readNetwork(input)
  return read.ok ? ok({ ids: { [read.value.consortia[0].key]: 'id-1' } }) : read
}

describe('seed', () => {
  test('prints the map from keys to ids', async () => {
    const ended = await run(['--file', file('network.json', demoNetwork(2027))], checkOnly)

    expect(ended).toMatchObject({ code: 0, opened: 1, closed: 1 })
    expect(JSON.parse(ended.printed)).toEqual({ 'verbund-ost': 'id-1' })
  })

  test('explains itself without opening anything', async () => {
    const ended = await run(['--help'], checkOnly)

    expect(ended).toMatchObject({ code: 0, opened: 0 })
    expect(ended.printed).toContain('--file <network.json>')
  })

  test('refuses a reference to nothing with its path, and closes', async () => {
    const network = demoNetwork(2027)
    network.requests[3].wishes[0] = 'nowhere'

    const ended = await run(['--file', file('wrong.json', network)], checkOnly)

    expect(ended).toMatchObject({ code: 2, printed: '', closed: 1 })
    expect(ended.reason).toContain('wrong.json is no network/1:')
    expect(ended.reason).toContain('$.requests[3].wishes[0]: expected the key of one of $.placeClasses')
  })

  test('refuses points that no answer can choose, with the place and the reason', async () => {
    const network = demoNetwork(2027)
    const hours = network.catalogues[0].criteria[0]
    if (hours.kind !== 'number') throw new Error('the demo begins with the hours')
    hours.thresholds.push({ from: 16, points: 12 })

    const ended = await run(['--file', file('points.json', network)], checkOnly)

    expect(ended).toMatchObject({ code: 2, printed: '', closed: 1 })
    expect(ended.reason).toContain(
      '$.catalogues[0].criteria[0].thresholds[3].from: expected a threshold of its own: it is that of row 1 already, and only one can count; found 16',
    )
  })

  test('shows the first of many errors', async () => {
    const network = { ...demoNetwork(2027), placeClasses: [] }

    const { reason } = await run(['--file', file('many.json', network)], checkOnly)

    expect(reason.split('\n')).toHaveLength(22)
    expect(reason).toMatch(/\d+ further errors$/)
  })

  test('refuses a database that is not empty', async () => {
    const ended = await run(['--file', file('again.json', {})], () => ({
      ok: false,
      refusal: { kind: 'database-not-empty' },
    }))

    expect(ended).toMatchObject({ code: 2, reason: expect.stringContaining('the database is not empty') })
  })

  test.each([
    ['no file named', [], 'expected --file'],
    ['a file that is not there', ['--file', '/nowhere/network.json'], 'there is no such file or folder'],
    ['an unknown option', ['--fill', 'x'], '--fill'],
  ])('refuses %s without opening the database', async (_, args, reason) => {
    const ended = await run(args, checkOnly)

    expect(ended).toMatchObject({ code: 2, opened: 0, printed: '' })
    expect(ended.reason).toContain(reason)
  })

  test('refuses a file that is no JSON', async () => {
    const ended = await run(['--file', file('broken.json', '{')], checkOnly)

    expect(ended).toMatchObject({ code: 2, opened: 0 })
    expect(ended.reason).toContain('is no JSON')
  })
})
