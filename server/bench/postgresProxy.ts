import net from 'node:net'

/** What went through a proxy. */
export interface Traffic {
  /** Statements that PostgreSQL completed, BEGIN and COMMIT included. */
  statements: number
  /** How often somebody waited for PostgreSQL. */
  roundTrips: number
}

/** A proxy in front of PostgreSQL that counts. */
export interface PostgresProxy {
  /** The URL through the proxy. */
  through(url: string): string
  /** What has gone through so far. */
  traffic(): Traffic
  close(): void
}

/** Answers are held for so long: whatever is sent without waiting for them arrives meanwhile, and is the same round trip. */
const HELD_MS = 10
const COMMAND_COMPLETE = 'C'.charCodeAt(0)

/** Counts statements and round trips outside of the processes that are measured; not while they are measured, as it slows them down. */
export async function openProxy(target: string): Promise<PostgresProxy> {
  const { hostname, port } = new URL(target)
  const traffic: Traffic = { statements: 0, roundTrips: 0 }
  const open = new Set<net.Socket>()
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(port || 5432), hostname)
    relay(client, upstream, traffic)
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const own = (server.address() as net.AddressInfo).port
  return {
    through: (url) => Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(own) }).href,
    traffic: () => ({ ...traffic }),
    close: () => {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}

function relay(client: net.Socket, upstream: net.Socket, traffic: Traffic): void {
  client.setNoDelay(true)
  upstream.setNoDelay(true)
  const counted = countingMessages((type) => type === COMMAND_COMPLETE && (traffic.statements += 1))
  let held: Buffer[] = []
  let wrote = false
  const pass = () => {
    client.write(Buffer.concat(held))
    held = []
    if (wrote) traffic.roundTrips += 1
    wrote = false
  }
  client.on('data', (chunk) => {
    wrote = true
    upstream.write(chunk)
  })
  upstream.on('data', (chunk) => {
    counted(chunk)
    held.push(chunk)
    if (held.length === 1) setTimeout(pass, HELD_MS)
  })
}

/** Reads a server's messages, however they are cut into chunks: a type, a length, and the rest. */
function countingMessages(onMessage: (type: number) => unknown): (chunk: Buffer) => void {
  let head = Buffer.alloc(0)
  let rest = 0
  return (chunk) => {
    let bytes = chunk
    while (bytes.length > 0) {
      const skipped = Math.min(rest, bytes.length)
      rest -= skipped
      bytes = bytes.subarray(skipped)
      const taken = Math.min(5 - head.length, bytes.length)
      head = Buffer.concat([head, bytes.subarray(0, taken)])
      bytes = bytes.subarray(taken)
      if (head.length < 5) continue
      onMessage(head[0]!)
      rest = head.readUInt32BE(1) - 4
      head = Buffer.alloc(0)
    }
  }
}
