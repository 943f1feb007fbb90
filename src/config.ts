import { resolve } from 'node:path'

/** Where the caller stands: `npm run` changes into the project's folder and leaves the caller's own in INIT_CWD. */
export function callerDirectory(): string {
  return resolve(process.env.INIT_CWD ?? process.cwd())
}
