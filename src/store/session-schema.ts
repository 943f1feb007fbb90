import type { Factor } from '../domain/session.ts'
import type { Role } from '../policy/policy.ts'

type Instant = string

/** The tables of sessions and second factors, as `schema.ts` has all others. Tokens and codes are hashed, secrets sealed. */
export interface SessionSchema {
  session: {
    id: string
    token_hash: string
    /** Null before anybody has signed in: a passkey is asked for first. */
    account_id: string | null
    /** The role that is acted in; null means the first one held. */
    role: Role | null
    made_at: Instant
    last_seen_at: Instant
    /** By the limits as they were when it was last seen: what is past it can be forgotten. */
    expires_at: Instant
    factor: Factor
    /** When the person last proved who it is, with the strongest means that the account has. */
    proved_at: Instant | null
    failures: number
    challenge_hash: string | null
    device_id: string | null
    label: string
  }
  totp_factor: {
    account_id: string
    secret: string
    made_at: Instant
    /** The time step of the last code that was taken: neither it nor an earlier one is taken again. */
    last_step: number
  }
  passkey: {
    id: string
    account_id: string
    credential_id: string
    public_key: string
    counter: number
    transports: string
    name: string
    made_at: Instant
    last_used_at: Instant | null
    counter_regressed_at: Instant | null
  }
  recovery_code: { account_id: string; code_hash: string; used_at: Instant | null }
  /** A browser that its owner has said to know. */
  device: { id: string; account_id: string; token_hash: string; label: string; made_at: Instant }
  device_code: { session_id: string; code_digest: string; until: Instant }
}
