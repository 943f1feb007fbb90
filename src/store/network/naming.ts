import type { Insertable } from 'kysely'
import type { Instant } from '../../domain/day.ts'
import type { Keyring } from '../keyring.ts'
import type { Schema } from '../schema.ts'

export type Names = {
  /** The file's keys → ids. */
  ids: ReadonlyMap<string, string>
  /** Account keys → hashes. */
  passwordHashes: ReadonlyMap<string, string>
  newId: () => string
  newTicket: () => string
  /** When it is written. */
  at: Instant
  keyring: Keyring
}

/** Rows by table, each table after those that it refers to. */
export type Rows = { [Table in keyof Schema]?: Insertable<Schema[Table]>[] }

/** Ids for the file's keys. */
export class Naming {
  readonly newId: () => string
  readonly newTicket: () => string
  readonly passwordHashes: ReadonlyMap<string, string>
  readonly at: Instant
  readonly keyring: Keyring
  readonly #ids: ReadonlyMap<string, string>

  constructor({ ids, passwordHashes, newId, newTicket, at, keyring }: Names) {
    this.#ids = ids
    this.passwordHashes = passwordHashes
    this.newId = newId
    this.newTicket = newTicket
    this.at = at
    this.keyring = keyring
  }

  /** @throws Error on a key that the checked network does not have */
  idOf(key: string): string {
    const id = this.#ids.get(key)
    if (id === undefined) throw new Error(`no id for ${key}`)
    return id
  }

  maybeIdOf(key: string | undefined): string | null {
    return key === undefined ? null : this.idOf(key)
  }
}
