import { createPrivateKey } from 'node:crypto'
import { publicKeyOf, signHead, type SignedHead, type TrailHead } from '../engine/trail/head.ts'

/** Signs heads of the trail for this installation. */
export type HeadSigner = {
  /** The name of the trail and of its key: a URL without its scheme. */
  origin: string
  /** 32 bytes in base64. */
  publicKey: string
  sign(head: Omit<TrailHead, 'origin'>): SignedHead
}

/** @param pem an Ed25519 private key, PKCS #8 @throws where it is none */
export function headSignerOf(pem: string, origin: string): HeadSigner {
  const key = createPrivateKey(pem)
  return { origin, publicKey: publicKeyOf(key), sign: (head) => signHead({ ...head, origin }, key) }
}
