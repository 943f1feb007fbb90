import type { Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'

export type Listening = { port: number; base: string; close(): Promise<void> }

/** The server on a port of its own. */
export async function listening(server: Server): Promise<Listening> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    port,
    base: `http://127.0.0.1:${port}`,
    async close() {
      const closed = new Promise((done) => server.close(done))
      server.closeAllConnections()
      await closed
    },
  }
}

export type RawAnswer = { status: number; headers: Record<string, string>; body: string; text: string }

/** Sends bytes as they are, and waits until the other side closes; with `goAway`, this side has closed its half before. */
export function sendRaw(port: number, bytes: string, { goAway = false } = {}): Promise<RawAnswer> {
  return new Promise((answered) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    let text = ''
    socket.on('data', (chunk: Buffer) => void (text += chunk.toString('latin1')))
    socket.on('error', () => {})
    socket.on('end', () => socket.end())
    socket.on('close', () => answered(readAnswer(text)))
    socket.write(bytes, 'latin1')
    if (goAway) socket.end()
  })
}

function readAnswer(text: string): RawAnswer {
  const [head, ...rest] = text.split('\r\n\r\n')
  const [first, ...lines] = head.split('\r\n')
  const headers = lines.map((line) => {
    const at = line.indexOf(':')
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()]
  })
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0)
  return { status, headers: Object.fromEntries(headers), body: rest.join('\r\n\r\n'), text }
}
