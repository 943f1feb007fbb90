export const howToGetPostgres: string
/** The folder with initdb and pg_ctl: PG_BIN, else the newest of Debian's. */
export function findPostgresBin(): string | undefined
export function ensurePostgres(): Promise<boolean>
