/** `npm run -s routes -- --json`: the table that the app is built from. */
import { describeRoutes } from '../serve.ts'

const help = `Usage: npm run -s routes [-- --json]

Prints every route: method, path, action, permission, roles, reach, stepUp, idempotent, states.
`
const args = process.argv.slice(2)
const rows = describeRoutes()
if (args.includes('--help')) process.stdout.write(help)
else if (args.includes('--json')) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
else {
  const width = Math.max(...rows.map(({ path }) => path.length))
  for (const { method, path, action, permission, roles } of rows) {
    process.stdout.write(`${method.padEnd(4)} ${path.padEnd(width)} ${action} [${permission}: ${roles.join(', ')}]\n`)
  }
}
