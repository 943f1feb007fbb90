/**
 * Races between people whose requests reach two processes of the real server on one database.
 *
 *   const house = await twoProcesses()
 *   const history = new History()
 *   await allAtOnce(100, (at) => history.send(`act-${at}`, () => house.either(person, at).post(target, fields)))
 *   expect(history.faults(effectsInTheOrderOfTheTrail, (next) => …what is wrong by now…)).toEqual([])
 */
import { type DemoApp, demoApp, type HttpPerson, type RunningApp } from './running-app.ts'

export type TwoProcesses = {
  demo: DemoApp
  apps: readonly [RunningApp, RunningApp]
  /** The same browser at one process for even numbers, at the other for odd ones; both know its session. */
  either(person: HttpPerson, at: number): HttpPerson
  drop(): Promise<void>
}

/** The demo network behind two running processes; drop it in afterAll. `prepare` lays out what they read when they start. */
export async function twoProcesses({
  prepare,
  ...options
}: Parameters<typeof demoApp>[0] & { prepare?: (demo: DemoApp) => void } = {}): Promise<TwoProcesses> {
  const demo = await demoApp(options)
  prepare?.(demo)
  const apps = [demo.app, await demo.another()] as const
  // One after the other: the first makes what both read, such as the secrets.
  for (const app of apps) await app.start()
  return { demo, apps, either: (person, at) => person.at(apps[at % 2]), drop: demo.drop }
}

/** Does all of it with so many hands at the same time; what one began it ends before it takes the next. */
export async function allAtOnce(
  times: number,
  task: (at: number) => Promise<unknown>,
  { hands = 16 } = {},
): Promise<void> {
  let next = 0
  const hand = async () => {
    while (next < times) await task(next++)
  }
  await Promise.all(Array.from({ length: Math.min(hands, times) }, hand))
}
