import { afterAll, describe, expect, test } from 'vitest'
import { demoDraw, drand, familyBundle } from '../engine/draw/support.ts'
import { makeFolder, runCommand } from './run-command.ts'

const folder = makeFolder()
afterAll(() => folder.remove())
const verifyDraw = (...args: string[]) => runCommand('verify-draw', args, folder.path)
const draw = demoDraw(drand)

describe('a bundle that holds', () => {
  test.each([
    [
      'family',
      familyBundle('T03', draw),
      ['rules', 'randomness', 'signature', 'seed', 'leaf', 'root', 'lot', 'cutoffs', 'explanation'],
    ],
    [
      'audit',
      draw.auditBundle,
      ['rules', 'randomness', 'signature', 'seed', 'root', 'lot', 'places', 'problem', 'outcome', 'cutoffs'],
    ],
  ])('(%s) is said to, with what was checked and what was not', async (name, bundle, checks) => {
    const { code, stdout, stderr } = await verifyDraw(folder.write(`${name}.json`, bundle))

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain(`draw-bundle-${name}/1 of draw demo-2027, run 1\n`)
    expect([...stdout.matchAll(/^Holds: (\w+),/gm)].map(([, check]) => check)).toEqual(checks)
    expect(stdout).toContain('Not checked here: ')
  })

  test('(public) is read from standard input, and a dry run is called one', async () => {
    const dryRun = JSON.stringify(demoDraw({ domain: 'kita-sim/v1' }).publicBundle)
    const { code, stdout } = await runCommand('verify-draw', ['-'], folder.path, dryRun)

    expect(code).toBe(0)
    expect(stdout).toContain('A DRY RUN, never binding')
  })
})

describe('a bundle that does not hold', () => {
  test('gets a line for each violation, those of the allocation among them', async () => {
    const { auditBundle } = draw
    const [first, ...others] = auditBundle.outcome.assignments
    const outcome = { ...auditBundle.outcome, assignments: [{ ...first, countsFor: 'B' }, ...others] }
    const head = { ...auditBundle.head, seed: 'ab'.repeat(32) }

    const { code, stdout } = await verifyDraw(folder.write('wrong.json', { ...auditBundle, head, outcome }))

    expect(code).toBe(1)
    expect(stdout).toMatch(/^seed: root, rules and random value give /m)
    expect(stdout).toMatch(/^outcome: V0 outcomeHash is not the hash of this outcome$/m)
    expect(stdout).toMatch(/^outcome: V3 program/m)
    expect(stdout).toMatch(/^Holds: root,/m)
  })
})

describe('what cannot be used ends with code 2 and a reason', () => {
  test('a file that is no bundle, with the place', async () => {
    const { code, stdout, stderr } = await verifyDraw(
      folder.write('broken.json', { ...draw.publicBundle, leafHashes: ['x'] }),
    )

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('$.leafHashes[0]: expected a hash, 64 lower-case hex digits; found "x"')
  })

  test.each([
    [['missing.json'], 'there is no such file or folder'],
    [['--seed'], 'Usage: npm run -s verify-draw'],
  ])('%j', async (args, reason) => {
    const { code, stderr } = await verifyDraw(...args)

    expect(code).toBe(2)
    expect(stderr).toContain(reason)
  })

  test('while --help is no error', async () => {
    const { code, stdout } = await verifyDraw('--help')

    expect(code).toBe(0)
    expect(stdout).toContain('Exit 1: it does not, with a line for each violation.')
  })
})
