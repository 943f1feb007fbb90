import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

/**
 * The keys of an installation, from SECRETS_FILE. They never stand in the database: who steals that alone reads no sealed field.
 * Keys are 256 bits as lower-case hex.
 */
export type Secrets = {
  /** Signs session cookies. */
  session: string
  /** Seal fields; `current` seals, the others still open what they sealed before a rotation. */
  fields: { current: string; keys: Readonly<Record<string, string>> }
  /** For digests that nobody without it can try names against. */
  digests: string
  /** Signs the heads of the trail: an Ed25519 private key, PKCS #8 in PEM. */
  heads: string
}

export type Keyring = {
  /** `place` names where the text is kept (`table.column/id`); sealed there, it opens nowhere else. */
  seal(place: string, text: string): string
  /** @throws where the text was changed, belongs elsewhere, or its key is gone */
  open(place: string, sealed: string): string
  /** Whether the text was sealed by the key that seals now. */
  isCurrent(sealed: string): boolean
  /** HMAC-SHA-256 in hex under a key of its own for each purpose. */
  digest(purpose: string, text: string): string
}

/** AES-256-GCM with a random nonce of 96 bits; `v1.<key>.<nonce>.<ciphertext and tag>`, the parts in base64url. */
export function keyringOf(secrets: Pick<Secrets, 'fields' | 'digests'>): Keyring {
  const { current, keys } = secrets.fields
  const keyNamed = (name: string): Buffer => {
    const key = Object.hasOwn(keys, name) ? keys[name] : undefined
    if (key === undefined) throw new Error(`a field was sealed by the key ${name}, which is not in the secrets`)
    return Buffer.from(key, 'hex')
  }
  return {
    seal(place, text) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keyNamed(current), nonce)
      cipher.setAAD(Buffer.from(place))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return ['v1', current, nonce.toString('base64url'), sealed.toString('base64url')].join('.')
    },
    open(place, sealed) {
      const [version, name, nonce, rest] = sealed.split('.')
      if (version !== 'v1' || rest === undefined) throw new Error('this is no sealed text')
      const bytes = Buffer.from(rest, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', keyNamed(name), Buffer.from(nonce, 'base64url'))
      decipher.setAAD(Buffer.from(place))
      decipher.setAuthTag(bytes.subarray(-16))
      return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8')
    },
    isCurrent: (sealed) => sealed.split('.')[1] === current,
    digest(purpose, text) {
      const key = createHmac('sha256', Buffer.from(secrets.digests, 'hex')).update(purpose).digest()
      return createHmac('sha256', key).update(text).digest('hex')
    },
  }
}
