import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { writeText } from '../../src/cli/files.ts'
import { child, problem, program } from '../engine/support/builders.ts'
import { makeFolder, runCommand } from './run-command.ts'

const small = problem(
  [program('k1', 1, { A: 1 }), program('k2', 1)],
  [child('a', ['k1', 'k2'], 1, { companies: ['A'] }), child('b', ['k1', 'k2'], 2), child('c', ['k2'], 1)],
)

const folder = makeFolder()
afterAll(() => folder.remove())
const allocate = (...args: string[]) => runCommand('allocate', args, folder.path)
const verify = (...args: string[]) => runCommand('verify', args, folder.path)

describe('a problem in a file', () => {
  const name = folder.write('problem.json', small)

  test('is allocated to standard output, with the progress beside it, and the outcome holds', async () => {
    const allocated = await allocate(name)
    folder.write('outcome.json', allocated.stdout)
    const verified = await verify(name, 'outcome.json')

    expect(allocated.code).toBe(0)
    expect(JSON.parse(allocated.stdout)).toMatchObject({
      format: 'allocation-outcome/1',
      method: 'plain',
      assignments: [
        { child: 'a', program: 'k1', countsFor: 'A' },
        { child: 'b', program: 'k2', countsFor: null },
      ],
      unplaced: ['c'],
    })
    expect(allocated.stderr).toContain('3 of 3 children')
    expect(verified).toMatchObject({ code: 0, stdout: 'It holds: V0, V2, V3, V4, V5, V6, V7, V9, V10.\n', stderr: '' })
  })

  test('is allocated to a file, the same to the letter, with nothing left beside it', async () => {
    const toFile = await allocate(name, '--out', 'written.json')
    const toOutput = await allocate(name)

    expect(toFile).toMatchObject({ code: 0, stdout: '' })
    expect(folder.read('written.json')).toBe(toOutput.stdout)
    expect(readdirSync(folder.path).filter((file) => file.endsWith('.tmp'))).toEqual([])
  })

  test('is allocated without explanations', async () => {
    const { stdout } = await allocate(name, '--no-explanations')
    const verified = await runCommand('verify', [name, '-'], folder.path, stdout)

    expect(JSON.parse(stdout)).not.toHaveProperty('explanations')
    expect(verified.code).toBe(0)
  })

  test('is allocated and judged before the file gets its name', async () => {
    const { code, stdout, stderr } = await allocate(name, '--out', 'judged.json', '--verify')
    const onlyWritten = await allocate(name)

    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    expect(stderr).toContain('It holds: V0, V2, V3, V4, V5, V6, V7, V9, V10.')
    expect(folder.read('judged.json')).toBe(onlyWritten.stdout)
  })

  test('is the same problem with children first, and with rows in another order', async () => {
    const { format, programs, children } = small
    const { stdout } = await allocate(name)

    folder.write('children-first.json', { children, programs, format, families: [] })
    folder.write('turned.json', { ...small, children: children.toReversed() })
    expect((await allocate('children-first.json')).stdout).toBe(stdout)
    expect((await allocate('turned.json')).stdout).toBe(stdout)
  })

  test('is read from standard input', async () => {
    const { code, stdout } = await runCommand('allocate', ['-', '--out', '-'], folder.path, JSON.stringify(small))

    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ unplaced: ['c'] })
  })
})

describe('an outcome that does not hold', () => {
  test('gets a line for each violation', async () => {
    folder.write('problem.json', small)
    const { stdout } = await allocate('problem.json')
    folder.write('wrong.json', stdout.replace('"countsFor":"A"', '"countsFor":null'))

    const verified = await verify('problem.json', 'wrong.json')

    expect(verified.code).toBe(1)
    expect(verified.stdout).toContain('V3 program k1: 0 company places in use, 1 could be\n')
  })
})

describe('what cannot be used ends with code 2, a reason and nothing written', () => {
  const broken = { ...small, children: [{ ...small.children[0], wishes: ['k1', 'k9'] }] }
  const family = { id: 'F', children: ['c'], together: 'require', wishes: [['k2', 'k2']] }

  test.each([
    ['a wish for an unknown program', broken, '$.children[0].wishes[1]: expected the id of a program; found "k9"'],
    ['no JSON', '{"format":', 'no JSON'],
    ['bytes that are no text', '"\ud800"', 'no allocation-problem/1'],
    ['an option of a family of the wrong length', { ...small, children: [...small.children.slice(0, 2), child('c', [], 1)], families: [family] }, '$.families[0].wishes[0]: expected 1 entries, one for each child of the family'],
  ])('%s', async (_what, content, reason) => {
    folder.write('broken.json', content)
    const { code, stdout, stderr } = await allocate('broken.json', '--out', 'never.json')

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(reason)
    expect(stderr).not.toContain('    at ')
    expect(readdirSync(folder.path)).not.toContain('never.json')
  }) // prettier-ignore

  test.each([
    ['no file named', [], 'expected one problem file, found 0'],
    ['two files named', ['a.json', 'b.json'], 'expected one problem file, found 2'],
    ['a missing file', ['missing.json'], 'missing.json cannot be read: there is no such file'],
    ['a folder', ['.'], 'it is a folder'],
    ['nothing to judge', ['--verify', 'a.json'], '--verify needs a file to write to'],
    ['an unknown option', ['--fast', 'a.json'], "Unknown option '--fast'"],
  ])('%s', async (_what, args, reason) => {
    const { code, stdout, stderr } = await allocate(...args)

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(reason)
    expect(stderr).not.toContain('    at ')
  })

  test('a place where nothing can be written', async () => {
    folder.write('problem.json', small)
    const { code, stderr } = await allocate('problem.json', '--out', 'nowhere/outcome.json')

    expect(code).toBe(2)
    expect(stderr).toContain('nowhere/outcome.json cannot be written: there is no such file or folder')
  })

  test('an outcome that is none', async () => {
    folder.write('problem.json', small)
    const { code, stdout, stderr } = await verify('problem.json', 'problem.json')

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('$.format: expected "allocation-outcome/1"; found "allocation-problem/1"')
  })

  test('two files from one standard input', async () => {
    expect(await verify('-', '-')).toMatchObject({ code: 2 })
  })
})

describe('a file that may not stand', () => {
  test('is not there, and what stood there stays', async () => {
    folder.write('standing.json', 'as it was')
    const seen: string[] = []
    await writeText(join(folder.path, 'standing.json'), ['new'], (path) => {
      seen.push(readFileSync(path, 'utf8'))
      return Promise.resolve(false)
    })

    expect(seen).toEqual(['new'])
    expect(folder.read('standing.json')).toBe('as it was')
    expect(readdirSync(folder.path).filter((file) => file.endsWith('.tmp'))).toEqual([])
  })
})

describe('whoever asks for help', () => {
  test.each(['allocate', 'verify'] as const)('%s says how it is used', async (command) => {
    const { code, stdout } = await runCommand(command, ['--help'], folder.path)

    expect(code).toBe(0)
    expect(stdout).toContain(`Usage: npm run -s ${command}`)
  })
})
