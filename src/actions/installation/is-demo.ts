import { findInstallation } from '../../store/installation.ts'
import type { Deps } from '../deps.ts'

/** Whether what this installation shows is invented; every page says so then. */
export const isDemo = (deps: Deps) => async (): Promise<boolean> => (await findInstallation(deps.db)).demo
