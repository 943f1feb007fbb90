/** The real server with one weakness planted, for the controls: `node --import tsx … <weakness>`. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pass } from 'node:timers/promises'
import { readConfig } from '../../src/config.ts'
import { ok } from '../../src/domain/result.ts'
import { type OpenApp, openApp } from '../../src/open-app.ts'
import { serve } from '../../src/serve.ts'

const config = readConfig()
const app = await openApp(config)
const { declareVacancies, openPlaceRequest, showPlaceClass } = app.actions

const weaknesses: Record<string, Partial<OpenApp['actions']>> = {
  /** Says that it is done, and does it a little later. */
  'acknowledges-early': {
    async openPlaceRequest(viewer, input) {
      void pass(250).then(() => openPlaceRequest(viewer, input))
      return Promise.resolve(ok({ requestId: randomUUID() }))
    },
  },
  /** Does not mind what the page had shown. */
  'last-wins': {
    async declareVacancies(viewer, input) {
      const now = await showPlaceClass(viewer, input.placeClassId)
      return declareVacancies(viewer, { ...input, version: now.ok ? now.value.version : input.version })
    },
  },
  /** Takes each request for a new one. */
  'forgets-keys': {
    openPlaceRequest: (viewer, input) => openPlaceRequest(viewer, { ...input, key: randomUUID() }),
  },
}

const weakness = weaknesses[process.argv[2]]
if (!weakness) throw new Error(`no weakness is called ${process.argv[2]}`)
const { url } = await serve(config, { ...app, actions: { ...app.actions, ...weakness } })
process.stdout.write(`${JSON.stringify({ event: 'ready', url })}\n`)
