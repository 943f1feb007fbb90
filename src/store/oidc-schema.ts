type Instant = string

/** The table of identities at companies' providers, as `schema.ts` has all others. */
export interface OidcSchema {
  oidc_identity: {
    /** Keyed digest of issuer and subject: a stolen database tells nobody's number at a company. */
    digest: string
    account_id: string
    provider: string
    linked_at: Instant
  }
}
