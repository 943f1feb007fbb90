/** A proxy that hands every request on, and cuts the connection when the answer begins: after COMMIT, before anybody knows. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'

export type CuttingProxy = { url: string; cuts: number; close(): Promise<void> }

export async function cuttingProxy(target: string): Promise<CuttingProxy> {
  const { port } = new URL(target)
  const server = createServer((client) => {
    const house = connect(Number(port), '127.0.0.1')
    const cut = () => {
      client.destroy()
      house.destroy()
    }
    client.pipe(house)
    client.on('error', cut)
    house.on('error', cut)
    house.once('data', () => {
      proxy.cuts++
      cut()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const proxy: CuttingProxy = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    cuts: 0,
    close: () => new Promise((closed) => server.close(() => closed())),
  }
  return proxy
}
