import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Actions } from '../actions/app.ts'
import { Unusable } from './files.ts'

const help = `Usage: npm run -s user -- <one of these>

  --first-coordinator <email> --name <name> --consortium <name> --region <region>
                           makes the first account of an empty installation, with its consortium; prints a password, once
  --reset-factor <email>   takes app, passkeys and recovery codes away, for somebody who has lost them all; first make sure
                           who it is. All its sessions end, and it is told by mail
  --disable <email>        lets nobody in with this account any more; all its sessions end
  --help                   show this

DATABASE_URL says where. Each is in the audit trail.
Exit 0: done. Exit 2: nothing was done, with the reason.
`

type UserActions = Pick<Actions, 'createFirstCoordinator' | 'resetFactor' | 'disableAccountAsOperator'>
export type UserWay = {
  /** Opens the database, migrated. Called after what was typed has been understood. */
  open: () => Promise<{ actions: UserActions; close: () => Promise<void> }>
  print: (text: string) => void
}

const line = z.string().trim().min(1).max(300)
const email = z.email().max(254)
const commands = z.union([
  z.strictObject({ 'first-coordinator': email, name: line, consortium: line, region: line }),
  z.strictObject({ 'reset-factor': email }),
  z.strictObject({ disable: email }),
])

/** @throws {Unusable} with the reason, for whatever the caller can mend */
export async function userCommand(args: string[], { open, print }: UserWay): Promise<number> {
  const values = readArguments(args)
  if (values.help === true) {
    print(help)
    return 0
  }
  const read = commands.safeParse(values)
  if (!read.success)
    throw new Unusable(`expected one of the commands below, with e-mail addresses and names\n\n${help}`)
  const { actions, close } = await open()
  try {
    print(await carryOut(actions, read.data))
    return 0
  } finally {
    await close()
  }
}

async function carryOut(actions: UserActions, command: z.output<typeof commands>): Promise<string> {
  if ('first-coordinator' in command) {
    const { name, consortium, region } = command
    const made = await actions.createFirstCoordinator({ email: command['first-coordinator'], name, consortium, region })
    if (!made.ok) throw new Unusable('the database is not empty: coordinators invite each other')
    return `password, shown this once: ${made.value.password}\n`
  }
  const done =
    'disable' in command
      ? await actions.disableAccountAsOperator(command.disable)
      : await actions.resetFactor(command['reset-factor'])
  if (!done.ok) throw new Unusable('there is no account with this address')
  return 'done\n'
}

function readArguments(args: string[]) {
  const text = { type: 'string' } as const
  const options = {
    'first-coordinator': text,
    name: text,
    consortium: text,
    region: text,
    'reset-factor': text,
    disable: text,
    help: { type: 'boolean', short: 'h' },
  } as const
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    throw new Unusable(`${error instanceof Error ? error.message : String(error)}\n\n${help}`)
  }
}
