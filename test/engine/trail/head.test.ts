import { createPrivateKey, createPublicKey, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  isSignedBy,
  noteOf,
  publicKeyOf,
  readNotes,
  readVerifierKey,
  signHead,
  textOfHead,
  verifierKey,
} from '../../../src/engine/trail/head.ts'
import { testSecrets } from '../../support/deps.ts'

const key = createPrivateKey(testSecrets.heads)
const publicKey = publicKeyOf(key)
const head = { origin: 'kita.example/protokoll', size: 7, root: 'ab'.repeat(32), at: '2026-11-24T08:00:00.000Z' }
const signed = signHead(head, key)

describe('the format', () => {
  test('is that of others: the published key of Go’s checksum database has the id that we give it', () => {
    const goSumDb = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8'

    const golang = readVerifierKey(goSumDb)

    expect(golang).not.toBeNull()
    expect(verifierKey('sum.golang.org', golang ?? '')).toBe(goSumDb)
  })

  test('is origin, size, root in base64 and time, a blank line, and a line with the signature', () => {
    const lines = noteOf(signed).split('\n')

    expect(lines.slice(0, 5)).toEqual([
      'kita.example/protokoll',
      '7',
      'q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=',
      '2026-11-24T08:00:00.000Z',
      '',
    ])
    expect(lines[5]).toMatch(/^— kita\.example\/protokoll [A-Za-z0-9+/]{91}=$/)
    expect(lines.slice(6)).toEqual([''])
  })

  test('can be checked with nothing but Node: four bytes of key id, then the signature over the text', () => {
    const [, line] = noteOf(signed).split('\n\n')
    const bytes = Buffer.from(line.trim().split(' ')[2], 'base64')
    const [, id, shown] = verifierKey(head.origin, publicKey).split('+')

    expect(bytes.subarray(0, 4).toString('hex')).toBe(id)
    expect(Buffer.from(shown, 'base64')[0]).toBe(1)
    expect(verify(null, Buffer.from(textOfHead(head)), createPublicKey(key), bytes.subarray(4))).toBe(true)
  })
})

/** Quoted-printable, as in a saved mail: lines of 76 characters at most, all but ASCII as bytes. */
function savedMail(text: string): string {
  const lines = text.split('\n').map((line) => {
    const bytes = [...Buffer.from(line)].map((byte) =>
      byte === 0x3d || byte > 0x7e ? `=${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte),
    )
    const pieces: string[] = ['']
    for (const byte of bytes) {
      if ((pieces.at(-1) + byte).length > 75) pieces.push(byte)
      else pieces[pieces.length - 1] += byte
    }
    return pieces.join('=\r\n')
  })
  return `Content-Transfer-Encoding: quoted-printable\r\n\r\n${lines.join('\r\n')}`
}

describe('a head', () => {
  test('is signed by its key and by no other, for its origin and no other', () => {
    expect(isSignedBy(signed, publicKey)).toBe(true)
    expect(isSignedBy(signed, Buffer.alloc(32, 9).toString('base64'))).toBe(false)
    expect(isSignedBy({ ...signed, origin: 'other.example' }, publicKey)).toBe(false)
    expect(isSignedBy({ ...signed, size: 8 }, publicKey)).toBe(false)
    expect(isSignedBy({ ...signed, root: 'ac'.repeat(32) }, publicKey)).toBe(false)
    expect(isSignedBy({ ...signed, at: '2026-11-24T08:00:00.001Z' }, publicKey)).toBe(false)
  })

  test.each<[string, (note: string) => string]>([
    ['as it is', (note) => note],
    [
      'in a mail with words around it',
      (note) => `Guten Tag,\n\nbitte bewahren Sie das auf:\n\n${note}\nFreundliche Grüße\n`,
    ],
    ['with the line ends of Windows', (note) => note.replaceAll('\n', '\r\n')],
    ['as a mail program saves it', (note) => savedMail(`Guten Tag,\n\n${note}\nGrüße\n`)],
    ['quoted in an answer', (note) => note.replaceAll(/^/gm, '> ')],
    ['with the signature of a witness below', (note) => `${note}— witness.example AAAA\n`],
    ['with the signature of a witness above', (note) => note.replace('\n\n', '\n\n— witness.example AAAA\n')],
  ])('is read from a text that has it %s', (_, change) => {
    expect(readNotes(change(noteOf(signed)))).toEqual([signed])
  })

  test('and several are read from one text, and from one that has none, none', () => {
    const later = signHead({ ...head, size: 9 }, key)

    expect(readNotes(noteOf(signed) + noteOf(later))).toEqual([signed, later])
    expect(readNotes('Guten Tag')).toEqual([])
    expect(readNotes(textOfHead(head))).toEqual([])
    expect(readNotes(noteOf(signed).replace('— kita.example/protokoll', '— other.example'))).toEqual([])
  })
})

describe('a verifier’s key', () => {
  test('is read back, and what is none is not', () => {
    const text = verifierKey(head.origin, publicKey)

    expect(readVerifierKey(text)).toBe(publicKey)
    expect(readVerifierKey(text.replace('kita', 'kito'))).toBeNull()
    expect(readVerifierKey('')).toBeNull()
    expect(readVerifierKey(publicKey)).toBeNull()
  })
})
