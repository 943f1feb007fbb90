import type { Deps } from './deps.ts'
import { isDemo } from './installation/is-demo.ts'
import { workOnce } from './jobs/work-once.ts'
import { approveRelease } from './rounds/approve-release.ts'
import { proposeRelease } from './rounds/propose-release.ts'
import { startComputation } from './rounds/start-computation.ts'
import { findViewer } from './sessions/find-viewer.ts'
import { keepSession } from './sessions/keep-session.ts'
import { signIn } from './sessions/sign-in.ts'

/** The table of contents: every action, bound to its dependencies. */
export const createActions = (deps: Deps) => ({
  now: deps.now,
  isDemo: isDemo(deps),
  signIn: signIn(deps),
  findViewer: findViewer(deps),
  sessions: keepSession(deps),
  startComputation: startComputation(deps),
  proposeRelease: proposeRelease(deps),
  approveRelease: approveRelease(deps),
  workOnce: workOnce(deps),
})

export type Actions = ReturnType<typeof createActions>
