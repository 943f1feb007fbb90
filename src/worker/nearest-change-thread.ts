import { parentPort, workerData } from 'node:worker_threads'
import { nearestChangesOf } from '../domain/nearest-change.ts'

/** The thread itself: a frozen problem and a ticket in, what alone would have met each wish out. */
const port = parentPort
if (!port) throw new Error('this file runs as a thread')
const { problem, ticket } = workerData as { problem: Parameters<typeof nearestChangesOf>[0]; ticket: string }
port.postMessage({ changes: await nearestChangesOf(problem, ticket) })
