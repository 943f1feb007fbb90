/** Full, locked, failing or unreachable: SQLite's result codes, PostgreSQL's classes (appendix A of its manual), the network's. */
const codes =
  /^(SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|PROTOCOL)(_\w+)?|(08|53|57P|58)\w+|55P03|57014|25P03|40001|40P01|E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|AI_AGAIN)|ENOTFOUND)$/

/** What pg throws without a code when it gets no connection, or loses one. */
const words =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/

/** Whether the store could not serve just now, so that the same request may well succeed later. */
export function isStoreUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? codes.test(code) : words.test(error.message)
}
