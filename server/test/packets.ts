import { connect, createServer, type AddressInfo } from 'node:net'
import { testDatabase } from './database.ts'
import { type TestApp, testApp } from './testApp.ts'

/** What was said on one connection to PostgreSQL, in order. */
type Wire = { from: 'client' | 'server'; text: string }[]

/** A wire between the server and PostgreSQL that remembers what was sent. */
export interface Packets {
  /** The same database through this wire. */
  through(url: string): string
  /**
   * The round trips of the first transaction that contains this text: what was sent before each answer, from BEGIN to the end of the
   * transaction.
   */
  roundTrips(text: string): string[]
  /** The round trips of all transactions that contain this text. */
  transactions(text: string): string[][]
  /** Destroys the next connection on which this text is sent, at the first byte of the answer. */
  loseAnswerTo(text: string): void
  close(): Promise<void>
}

/** Starts an app, without jobs, that reaches its database as staff and as requesters through a wire; `close` drops all of it. */
export async function appOnWire(): Promise<{ app: TestApp; packets: Packets; close(): Promise<void> }> {
  const database = await testDatabase()
  const packets = await packetsTo(database.ownerUrl)
  const { staff, requester } = database.roleUrls
  const roleUrls = { ...database.roleUrls, staff: packets.through(staff), requester: packets.through(requester) }
  const app = await testApp({ database: { ...database, roleUrls }, jobs: false })
  const close = async () => {
    await app.close()
    await packets.close()
    await database.drop()
  }
  return { app, packets, close }
}

/** Opens one to the database at `url`. */
async function packetsTo(url: string): Promise<Packets> {
  const wires: Wire[] = []
  const ends = new Set<() => void>()
  let lost: string | undefined
  const { hostname, port } = new URL(url)
  const server = createServer((client) => {
    const wire: Wire = []
    wires.push(wire)
    const upstream = connect(Number(port), hostname)
    const end = () => {
      ends.delete(end)
      client.destroy()
      upstream.destroy()
    }
    ends.add(end)
    let isLost = false
    client.setNoDelay(true).on('data', (chunk) => {
      const text = chunk.toString('latin1')
      wire.push({ from: 'client', text })
      if (lost !== undefined && text.includes(lost)) {
        isLost = true
        lost = undefined
      }
      upstream.write(chunk)
    })
    upstream.setNoDelay(true).on('data', (chunk) => {
      if (isLost) return end()
      wire.push({ from: 'server', text: chunk.toString('latin1') })
      client.write(chunk)
    })
    for (const one of [client, upstream]) one.on('error', end).on('close', end)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const transactions = (text: string) =>
    wires.flatMap(spoken).filter((transaction) => transaction.some((packet) => packet.includes(text)))
  return {
    through: (other) => {
      const changed = new URL(other)
      changed.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
      return changed.href
    },
    transactions,
    roundTrips: (text) => {
      const [first] = transactions(text)
      if (!first) throw new Error(`No transaction contains ${text}.`)
      return first
    },
    loseAnswerTo: (text) => void (lost = text),
    close: async () => {
      for (const end of [...ends]) end()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** The transactions of a connection, each as what was sent before each answer. */
function spoken(wire: Wire): string[][] {
  const turns: string[] = []
  wire.forEach(({ from, text }, at) => {
    if (from !== 'client') return
    if (wire[at - 1]?.from === 'client') turns.push(`${turns.pop()!}${text}`)
    else turns.push(text)
  })
  const transactions: string[][] = []
  for (const turn of turns) {
    if (turn.includes('BEGIN')) transactions.push([])
    transactions.at(-1)?.push(turn)
  }
  return transactions
}
