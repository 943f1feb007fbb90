const second = 1000

/**
 * What one connection may take: times in milliseconds, sizes in bytes. A phone on a slow line sends a form in seconds; who
 * sends a byte now and then only holds a place that somebody else needs.
 */
export const connectionLimits = {
  headers: 10 * second,
  request: 30 * second,
  /** Longer than the 60 seconds that proxies keep an idle connection, so that it is never we who close it under a request. */
  idle: 65 * second,
  lookEvery: 5 * second,
  headerBytes: 16 * 1024,
  connections: 5_000,
}
