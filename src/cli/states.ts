/** `npm run -s states`: the documented state machines as JSON, exactly the tables that the program and its tests use. */
import { placeRequestStates, placeRequestTransitions } from '../domain/place-request.ts'
import { twoPersonActStates, twoPersonActTransitions } from '../domain/two-person-act.ts'
import { roundStates, roundTransitions } from '../domain/round.ts'

const help = `Usage: npm run -s states

Prints the states of a place request, of a round and of an act by two persons, and who leads from one to the next by which act.
`
const states = {
  placeRequest: { states: placeRequestStates, transitions: placeRequestTransitions },
  round: { states: roundStates, transitions: roundTransitions },
  twoPersonAct: { states: twoPersonActStates, transitions: twoPersonActTransitions },
}
process.stdout.write(process.argv.includes('--help') ? help : `${JSON.stringify(states, null, 2)}\n`)
