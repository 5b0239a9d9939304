import { setTimeout as sleep } from 'node:timers/promises'
import { FeedSocket } from './feedSocket.ts'
import { KeptConnection, nextMark, textOf, type LoadRequest } from './httpLoad.ts'
import { MarksOfFrames } from './marks.ts'

const OPENED_AT_ONCE = 100
const SETTLED_WITHIN_MS = 60_000
/** Nothing delivered for so long: nothing is under way. */
const QUIET_MS = 500
const AWAKENING_TRIES = 60

/** What a page sends when it connects and subscribes, besides the id of the document. */
export interface Subscriber {
  cookie: string
  viewer: string
  variables: object
}

/** Many sockets that follow a feed, and messages that are sent meanwhile. */
export interface FanOutLoad {
  port: number
  /** How many sockets there are. */
  sockets: number
  /** Who they are, in turn, and what they subscribe to. Without it any socket on `/` gets everything. */
  subscribe?: { documentId: string; subscribers: Subscriber[] }
  /** Sent in turn, one after another; each has a mark. */
  requests: LoadRequest[]
  /** Whether each message goes to every socket, or the nth request only to the nth socket. */
  to: 'all' | 'one'
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
  /** How long the senders waited for their answers, in milliseconds. */
  sending: number[]
  frameBytes: number
}

/** A message under way: when it was sent, and how many sockets still wait for it. */
interface Sent {
  at: number
  left: number
  last: number
}

/** The sockets of one run, counting what they get. */
export class Crowd {
  private sockets: FeedSocket[] = []
  private messages = new Map<number, Sent>()
  private turn = 0
  private deliveries = 0
  private frames = 0
  private bytes = 0
  private failure: Error | undefined
  private readonly marks = new MarksOfFrames()

  constructor(private readonly load: FanOutLoad) {}

  /** Opens every socket, and sends messages until one has come through on each: nothing else tells that all have subscribed. */
  async open(): Promise<void> {
    for (let from = 0; from < this.load.sockets; from += OPENED_AT_ONCE) {
      const count = Math.min(OPENED_AT_ONCE, this.load.sockets - from)
      this.sockets.push(...(await Promise.all(Array.from({ length: count }, (_, n) => this.openOne(from + n)))))
    }
    await this.awaken()
    this.clear()
  }

  /** Sends messages at an even pace and waits for the last delivery. */
  async measure(): Promise<FanOutResult> {
    const { perSecond, seconds } = this.load
    const count = perSecond * seconds
    const sender = await KeptConnection.open(this.load.port)
    const started = performance.now()
    const sending: number[] = []
    for (let n = 0; n < count; n++) {
      const wait = started + (n * 1000) / perSecond - performance.now()
      if (wait > 0) await sleep(wait)
      const before = performance.now()
      await this.send(sender)
      sending.push(performance.now() - before)
    }
    await this.settle()
    sender.close()
    const messages = [...this.messages.values()]
    const result = {
      deliveries: this.deliveries,
      seconds: (Math.max(...messages.map(({ last }) => last)) - started) / 1000,
      lastDelivery: messages.map(({ at, last }) => last - at),
      sending,
      frameBytes: Math.round(this.bytes / this.frames),
    }
    this.clear()
    return result
  }

  close(): void {
    for (const socket of this.sockets) socket.close()
  }

  private async awaken(): Promise<void> {
    const sender = await KeptConnection.open(this.load.port)
    const isThrough = () => [...this.messages.values()].some(({ left }) => left === 0)
    for (let tries = 0; !isThrough(); tries++) {
      if (this.failure) throw this.failure
      if (tries === AWAKENING_TRIES) throw new Error(`Not all of ${this.load.sockets} sockets get anything.`)
      await this.send(sender)
      await sleep(QUIET_MS)
    }
    sender.close()
    for (let before = -1; before !== this.deliveries; await sleep(QUIET_MS)) before = this.deliveries
  }

  private async openOne(nth: number): Promise<FeedSocket> {
    const { port, subscribe } = this.load
    const socket = subscribe
      ? await subscribed(port, subscribe.documentId, subscribe.subscribers[nth % subscribe.subscribers.length]!)
      : await FeedSocket.open(port, '/')
    let seen = 0
    socket.onFrame = (frame) => {
      const marks = this.marks.of(frame)
      if (marks instanceof Error) return void (this.failure ??= marks)
      if (marks.length > 0) this.frames += 1
      if (marks.length > 0) this.bytes += frame.length
      // In ascending order: a feed of states delivers a ticket again when something else about it changes.
      for (const mark of marks) {
        if (mark <= seen) continue
        seen = mark
        this.count(mark)
      }
    }
    socket.onGone = (error) => (this.failure ??= error)
    return socket
  }

  private count(mark: number): void {
    const message = this.messages.get(mark)
    if (!message) return
    this.deliveries += 1
    message.left -= 1
    message.last = performance.now()
  }

  private async send(sender: KeptConnection): Promise<void> {
    const { requests, to, sockets } = this.load
    const request = requests[this.turn++ % requests.length]!
    this.messages.set(nextMark(), { at: performance.now(), left: to === 'all' ? sockets : 1, last: 0 })
    const { status, body } = await sender.send(textOf(request))
    if (status !== 200 || body.includes('"errors":[{'))
      throw new Error(`A message was refused: ${body.toString().slice(0, 300)}`)
  }

  private clear(): void {
    this.messages = new Map()
    this.deliveries = 0
    this.frames = 0
    this.bytes = 0
  }

  private async settle(): Promise<void> {
    const deadline = performance.now() + SETTLED_WITHIN_MS
    const missing = () => [...this.messages.values()].reduce((sum, { left }) => sum + left, 0)
    for (let left = missing(); left > 0; left = missing()) {
      if (this.failure) throw this.failure
      if (performance.now() > deadline)
        throw new Error(`${left} of ${left + this.deliveries} deliveries were missing a minute after the last message.`)
      await sleep(5)
    }
  }
}

async function subscribed(
  port: number,
  documentId: string,
  { cookie, viewer, variables }: Subscriber,
): Promise<FeedSocket> {
  const socket = await FeedSocket.open(port, '/graphql', { protocol: 'graphql-transport-ws', cookie })
  await new Promise<void>((resolve, reject) => {
    socket.onGone = reject
    socket.onFrame = (frame) =>
      frame.includes('connection_ack') ? resolve() : reject(new Error(frame.toString().slice(0, 300)))
    socket.send(JSON.stringify({ type: 'connection_init', payload: { viewer } }))
  })
  const payload = { query: '', variables, extensions: { documentId } }
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }))
  return socket
}
