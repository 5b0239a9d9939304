import { setTimeout as sleep } from 'node:timers/promises'
import { FeedSocket } from './feedSocket.ts'
import { KeptConnection, textOf, type LoadRequest } from './httpLoad.ts'

const OPENED_AT_ONCE = 100
const SETTLED_WITHIN_MS = 60_000
/** Nothing delivered for so long: nothing is under way. */
const QUIET_MS = 500
const AWAKENING_TRIES = 60

/** Many sockets that follow one ticket, and messages sent into it. */
export interface FanOutLoad {
  port: number
  sockets: number
  /** For graphql-transport-ws: who subscribes to what. Without it any socket on `/` gets everything. */
  subscribe?: { token: string; query: string; variables: object }
  /** Sends one message; `@UUID@` becomes a new one each time. */
  request: LoadRequest
  perSecond: number
  seconds: number
}

/** What came of it. */
export interface FanOutResult {
  deliveries: number
  /** From the first message sent to the last delivery, in seconds. */
  seconds: number
  /** For each message, from sending it to its last delivery, in milliseconds. */
  lastDelivery: number[]
  frameBytes: number
}

/** The sockets of one run, counting what they get. */
export class Crowd {
  private sockets: FeedSocket[] = []
  /** How many sockets have got their nth message. */
  private got: number[] = []
  private completed: number[] = []
  private deliveries = 0
  private bytes = 0
  private failure: Error | undefined

  constructor(private readonly load: FanOutLoad) {}

  /** Opens every socket, and sends messages until one has come through on each: nothing else tells that all have subscribed. */
  async open(): Promise<void> {
    for (let from = 0; from < this.load.sockets; from += OPENED_AT_ONCE) {
      const wave = Array.from({ length: Math.min(OPENED_AT_ONCE, this.load.sockets - from) }, () => this.openOne())
      this.sockets.push(...(await Promise.all(wave)))
    }
    await this.awaken()
    this.clear()
  }

  /** Sends messages at an even pace and waits for the last delivery. */
  async measure(): Promise<FanOutResult> {
    const { perSecond, seconds, request } = this.load
    const count = perSecond * seconds
    const sender = await KeptConnection.open(this.load.port)
    const started = performance.now()
    const sentAt: number[] = []
    for (let n = 0; n < count; n++) {
      const wait = started + (n * 1000) / perSecond - performance.now()
      if (wait > 0) await sleep(wait)
      sentAt.push(performance.now())
      await send(sender, request)
    }
    await this.settle(count)
    sender.close()
    const result = {
      deliveries: this.deliveries,
      seconds: (this.completed.at(-1)! - started) / 1000,
      lastDelivery: this.completed.map((at, n) => at - sentAt[n]!),
      frameBytes: Math.round(this.bytes / this.deliveries),
    }
    this.clear()
    return result
  }

  close(): void {
    for (const socket of this.sockets) socket.close()
  }

  private async awaken(): Promise<void> {
    const sender = await KeptConnection.open(this.load.port)
    for (let tries = 0; this.completed.length === 0; tries++) {
      if (tries === AWAKENING_TRIES)
        throw new Error(`Only ${this.got[0] ?? 0} of ${this.load.sockets} sockets get anything.`)
      await send(sender, this.load.request)
      await sleep(QUIET_MS)
    }
    sender.close()
    for (let before = -1; before !== this.deliveries; await sleep(QUIET_MS)) before = this.deliveries
  }

  private async openOne(): Promise<FeedSocket> {
    const { port, subscribe } = this.load
    const socket = subscribe ? await subscribed(port, subscribe) : await FeedSocket.open(port, '/')
    let own = 0
    let generation = this.got
    socket.onCounted = (bytes) => {
      if (generation !== this.got) [generation, own] = [this.got, 0]
      this.count(own++, bytes)
    }
    socket.onGone = (error) => (this.failure = error)
    return socket
  }

  private count(nth: number, bytes: number): void {
    const sockets = (this.got[nth] = (this.got[nth] ?? 0) + 1)
    this.deliveries += 1
    this.bytes += bytes
    if (sockets === this.load.sockets) this.completed.push(performance.now())
  }

  private clear(): void {
    this.got = []
    this.completed = []
    this.deliveries = 0
    this.bytes = 0
  }

  private async settle(messages: number): Promise<void> {
    const deadline = performance.now() + SETTLED_WITHIN_MS
    while (this.completed.length < messages) {
      if (this.failure) throw this.failure
      if (performance.now() > deadline) {
        throw new Error(`${this.deliveries} of ${messages * this.load.sockets} deliveries came within a minute.`)
      }
      await sleep(5)
    }
  }
}

async function subscribed(
  port: number,
  { token, query, variables }: NonNullable<FanOutLoad['subscribe']>,
): Promise<FeedSocket> {
  const socket = await FeedSocket.open(port, '/graphql', 'graphql-transport-ws')
  await new Promise<void>((resolve, reject) => {
    socket.onGone = reject
    socket.onText = (text) => (text.includes('connection_ack') ? resolve() : reject(new Error(text)))
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }))
  })
  socket.onText = undefined
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } }))
  return socket
}

async function send(sender: KeptConnection, request: LoadRequest): Promise<void> {
  const { status, body } = await sender.send(textOf(request))
  if (status !== 200 || body.includes('"errors":[{'))
    throw new Error(`A message was refused: ${body.toString().slice(0, 300)}`)
}
