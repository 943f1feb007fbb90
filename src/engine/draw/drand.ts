import { createHash } from 'node:crypto'
import { bls12_381 } from '@noble/curves/bls12-381.js'

/**
 * The key of drand's network quicknet, chain hash 52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971, scheme
 * bls-unchained-g1-rfc9380: keys in G2, signatures in G1.
 */
const quicknetKey =
  '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a'
const hashToCurve = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_'

export type DrandSignatureError = { kind: 'no-signature' | 'other-hash' | 'no-point' | 'not-of-network' }

/** SHA-256 of the signature's bytes, hex: the part of R that a round of drand gives. */
export function hashDrandSignature(signature: string): string {
  return createHash('sha256').update(Buffer.from(signature, 'hex')).digest('hex')
}

/**
 * Is this the network's signature of the round, and R its hash? Needs no network: the message is SHA-256 of the round as
 * uint64, big end first (RFC 9380, BLS short signatures).
 *
 * @param signature 48 bytes as hex
 * @returns what is wrong, or null
 */
export function checkDrandSignature(
  round: number,
  signatureHash: string,
  signature: string | undefined,
): DrandSignatureError | null {
  if (signature === undefined || !/^[0-9a-f]{96}$/.test(signature)) return { kind: 'no-signature' }
  if (hashDrandSignature(signature) !== signatureHash) return { kind: 'other-hash' }
  const { shortSignatures } = bls12_381
  const message = Buffer.alloc(8)
  message.writeBigUInt64BE(BigInt(round))
  const point = shortSignatures.hash(createHash('sha256').update(message).digest(), hashToCurve)
  try {
    return shortSignatures.verify(Buffer.from(signature, 'hex'), point, Buffer.from(quicknetKey, 'hex'))
      ? null
      : { kind: 'not-of-network' }
  } catch {
    // What somebody typed need not be a point of the curve.
    return { kind: 'no-point' }
  }
}
