/**
 * Heads of the trail as signed notes that tools for transparency logs read: a checkpoint (c2sp.org/tlog-checkpoint) in a signed note
 * (c2sp.org/signed-note) with an Ed25519 signature. Hashes are lower-case hex here, and base64 in the note as the format wants.
 */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

export type TrailHead = {
  /** Whose trail it is: a URL without its scheme. */
  origin: string
  /** How many entries it covers, from the first. */
  size: number
  /** The root of the Merkle tree over their hashes. */
  root: string
  at: string
}

export type SignedHead = TrailHead & {
  /** Eight hex digits. */
  keyId: string
  /** Base64 of 64 bytes. */
  signature: string
}

/**
 * What is signed. The time is an extension line: the format advises against them, because nobody can recompute one, but it is what
 * a witness compares with the day of the mail.
 */
export function textOfHead({ origin, size, root, at }: TrailHead): string {
  return `${origin}\n${size}\n${Buffer.from(root, 'hex').toString('base64')}\n${at}\n`
}

export function signHead(head: TrailHead, privateKey: KeyObject): SignedHead {
  const signature = sign(null, Buffer.from(textOfHead(head)), privateKey).toString('base64')
  return { ...head, keyId: keyIdOf(head.origin, publicKeyOf(privateKey)), signature }
}

/** @param publicKey 32 bytes in base64 */
export function isSignedBy(head: SignedHead, publicKey: string): boolean {
  if (keyIdOf(head.origin, publicKey) !== head.keyId) return false
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey, 'base64').toString('base64url') },
    format: 'jwk',
  })
  return verify(null, Buffer.from(textOfHead(head)), key, Buffer.from(head.signature, 'base64'))
}

/** 32 bytes in base64. */
export function publicKeyOf(privateKey: KeyObject): string {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  return Buffer.from(x, 'base64url').toString('base64')
}

const ed25519 = 0x01

function keyIdOf(origin: string, publicKey: string): string {
  const key = Buffer.concat([Buffer.from(`${origin}\n`), Uint8Array.of(ed25519), Buffer.from(publicKey, 'base64')])
  return createHash('sha256').update(key).digest('hex').slice(0, 8)
}

/** A public key as verifiers of signed notes take it: name, id, and the key with the byte of its kind. */
export function verifierKey(origin: string, publicKey: string): string {
  const key = Buffer.concat([Uint8Array.of(ed25519), Buffer.from(publicKey, 'base64')])
  return `${origin}+${keyIdOf(origin, publicKey)}+${key.toString('base64')}`
}

/** The public key of such a text, 32 bytes in base64; null where it is none. */
export function readVerifierKey(text: string): string | null {
  const [, origin, keyId, key] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(text) ?? []
  if (key === undefined) return null
  const bytes = Buffer.from(key, 'base64')
  const publicKey = bytes.subarray(1).toString('base64')
  return bytes[0] === ed25519 && bytes.length === 33 && keyIdOf(origin, publicKey) === keyId ? publicKey : null
}

/** The note that is published and sent: text, blank line, signature line. */
export function noteOf(head: SignedHead): string {
  const signature = Buffer.concat([Buffer.from(head.keyId, 'hex'), Buffer.from(head.signature, 'base64')])
  return `${textOfHead(head)}\n— ${head.origin} ${signature.toString('base64')}\n`
}

const note =
  /^(?<origin>[^\s+]+)\n(?<size>[1-9]\d{0,14})\n(?<root>[A-Za-z0-9+/]{43}=)\n(?<at>\S+)\n\n(?<signatures>(?:— \S+ \S+\n)+)/gmu

/**
 * All notes in a text, such as a mail with words around them, quoted, with other line ends or as it came over the wire. Of several signatures the one under
 * the origin's name counts; a note without it is left out.
 */
export function readNotes(text: string): SignedHead[] {
  const lines = decoded(text)
    .split(/\r\n|\n|\r/)
    .map((line) => line.replace(/^[\s>]+/, '').trimEnd())
  return [...`${lines.join('\n')}\n`.matchAll(note)].flatMap(({ groups = {} }) => {
    const { origin, size, root, at, signatures } = groups
    const own = signatures.split('\n').map((line) => line.split(' '))
    return own
      .filter(([, name, signature]) => name === origin && /^[A-Za-z0-9+/]{91}=$/.test(signature))
      .slice(0, 1)
      .map(([, , signature]) => {
        const bytes = Buffer.from(signature, 'base64')
        return {
          origin,
          size: Number(size),
          root: Buffer.from(root, 'base64').toString('hex'),
          at,
          keyId: bytes.subarray(0, 4).toString('hex'),
          signature: bytes.subarray(4).toString('base64'),
        }
      })
  })
}

/** A mail that was saved with its head is in quoted-printable (RFC 2045, 6.7): seen by how that writes the dash of a signature. */
function decoded(text: string): string {
  if (!text.includes('=E2=80=94')) return text
  const bytes = text
    .replaceAll(/=[ \t]*\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, byte: string) => String.fromCharCode(Number.parseInt(byte, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
