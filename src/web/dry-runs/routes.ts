import { dryRunStates } from '../../domain/round.ts'
import { paths } from '../paths.ts'
import { get, post, type Route } from '../route.ts'
import { showDryRuns, startDryRun } from './show-dry-runs.page.ts'

export const dryRunRoutes: readonly Route[] = [
  get(paths.dryRuns, 'show-dry-runs', 'dryRun.view', showDryRuns),
  post(paths.dryRuns, 'start-dry-run', 'dryRun.start', startDryRun, { idempotent: true, states: dryRunStates }),
]
