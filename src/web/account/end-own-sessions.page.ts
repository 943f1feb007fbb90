import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'

export async function endOtherSessions({ actions, presence }: Visit): Promise<Reply> {
  const ended = await actions.endOwnSessions(presence, 'others')
  return ended.ok ? backToDevices : { kind: 'refused', refusal: ended.refusal }
}

export async function endOneSession({ actions, presence, params }: Visit): Promise<Reply> {
  const ended = await actions.endOwnSessions(presence, { id: params.sessionId })
  return ended.ok ? backToDevices : { kind: 'refused', refusal: ended.refusal }
}

const backToDevices: Reply = { kind: 'redirect', to: `${paths.account.href()}?gespeichert=geraete#devices` }
