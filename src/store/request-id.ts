import { AsyncLocalStorage } from 'node:async_hooks'

const requests = new AsyncLocalStorage<string>()

/**
 * What is done inside is done for the request with this id, the one in the log. It goes around the arguments of every act on
 * purpose: no rule may ever depend on it, and no act can forget to hand it on.
 */
export function duringRequest<T>(id: string, work: () => T): T {
  return requests.run(id, work)
}

/** Undefined for what the clock or a command does. */
export function requestId(): string | undefined {
  return requests.getStore()
}
