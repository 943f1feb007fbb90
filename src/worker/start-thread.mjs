// A thread does not inherit the loader for TypeScript on Node 20: it registers it itself, then runs the file it was given.
import { workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
await import(workerData.file)
