import { engine } from 'express-handlebars'
import type { Express } from 'express'
import { barChart } from './bar-chart.ts'
import type { ShownForm } from './form.ts'
import { t, isWordKey } from './words.ts'

type Field = { name: string; value: string; error: string | undefined; errorId: string }

/** Templates get finished words; these helpers only look things up. */
const helpers = {
  t: (key: string, options: { hash: Record<string, string | number> }) => {
    if (!isWordKey(key)) throw new Error(`no word for the key ${key}`)
    return t(key, options.hash)
  },
  barChart,
  eq: (a: unknown, b: unknown) => a === b,
  inputOf: (form: ShownForm, name: string): Field => ({
    name,
    value: form.values[name] ?? '',
    error: form.errors.find((error) => error.field === name)?.message,
    errorId: `${name}-error`,
  }),
}

export function useTemplates(app: Express, views: string): void {
  const render = engine({ extname: '.hbs', defaultLayout: 'main', helpers, partialsDir: `${views}/partials` })
  app.engine('hbs', (path, values, done) => void render(path, values, done))
  app.set('view engine', 'hbs')
  app.set('views', views)
  app.set('view cache', true)
}
