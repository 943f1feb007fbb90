import { noteOf } from '../../engine/trail/head.ts'
import { listHeads } from '../../store/trail-heads.ts'
import type { Deps } from '../deps.ts'

/** All heads as signed notes, the newest first: for an operator who hands them to a witness. */
export const exportHeads = (deps: Deps) => async (): Promise<string[]> => (await listHeads(deps.db)).map(noteOf)
