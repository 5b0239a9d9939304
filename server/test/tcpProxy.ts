import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A wire between clients and servers that can be cut. */
export interface TcpProxy {
  url: string
  /** Destroys every connection that is open, mid-stream; returns how many there were. */
  cut(): number
  /** Destroys each connection from now on at the first byte of an answer, until told otherwise. */
  swallowAnswers(swallow: boolean): void
  close(): Promise<void>
}

/** Opens one to whichever port `target` names at the time; without one, connections are refused at once. */
export async function tcpProxy(target: () => number | undefined): Promise<TcpProxy> {
  const wires = new Set<() => void>()
  let swallow = false
  const server = createServer((client) => {
    const port = target()
    if (port === undefined) return void client.destroy()
    const upstream = connect(port, '127.0.0.1')
    const cut = () => {
      wires.delete(cut)
      client.destroy()
      upstream.destroy()
    }
    wires.add(cut)
    upstream.on('data', () => swallow && cut())
    for (const end of [client, upstream]) end.on('error', cut).on('close', cut)
    pipe(client, upstream)
    pipe(upstream, client)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    const open = [...wires]
    for (const one of open) one()
    return open.length
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    swallowAnswers: (on) => void (swallow = on),
    close: () => {
      cut()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function pipe(from: Socket, to: Socket): void {
  from.setNoDelay(true)
  from.pipe(to)
}
