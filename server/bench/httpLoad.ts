import { randomUUID } from 'node:crypto'
import net from 'node:net'

/** A request as text; each time it is sent, `@UUID@` in its body becomes a new one, and `@MARK@` the next number. */
export interface LoadRequest {
  method: string
  path: string
  headers: Record<string, string>
  body: string
}

/** Requests to be sent over and over, each connection picking its own by chance, or going through lanes of its own in order. */
export interface HttpLoad {
  port: number
  connections: number
  /** Counted for so long, after the warm-up. */
  seconds: number
  warmSeconds: number
  requests?: LoadRequest[]
  lanes?: LoadRequest[][]
  /** What an answer must not hold: it would be a failure that looks like success. */
  mustNotHold: string
}

/** What came of it. */
export interface HttpResult {
  operations: number
  /** From the first moment counted to the last, in seconds. */
  seconds: number
  /** How long single answers took, in milliseconds. */
  latencies: number[]
}

/** Sends requests over connections that are kept, one after the other on each. A client as cheap as can be: it shares the cores with the server. */
export async function runHttpLoad(load: HttpLoad, onMeasuring: () => void): Promise<HttpResult> {
  const started = performance.now()
  const from = started + load.warmSeconds * 1000
  const until = from + load.seconds * 1000
  const timer = setTimeout(onMeasuring, load.warmSeconds * 1000)
  const latencies: number[] = []
  const connections = Math.min(load.connections, load.lanes?.length ?? Infinity)
  await Promise.all(
    Array.from({ length: connections }, async (_, nth) => {
      const connection = await KeptConnection.open(load.port)
      const next = load.lanes ? inOrder(load.lanes, nth, connections) : byChance(load.requests ?? [])
      for (let now = performance.now(); now < until;) {
        const answer = await connection.send(textOf(next()))
        const after = performance.now()
        check(answer, load.mustNotHold)
        if (now >= from && after <= until) latencies.push(after - now)
        now = after
      }
      connection.close()
    }),
  )
  clearTimeout(timer)
  return { operations: latencies.length, seconds: load.seconds, latencies }
}

function byChance(requests: LoadRequest[]): () => LoadRequest {
  return () => requests[Math.floor(Math.random() * requests.length)]!
}

/** How many requests of a lane were sent, by its first one: a later round goes on where this one ends. */
const sent = new Map<string, number>()

/** The lanes of the nth connection in turn; nobody else sends their requests meanwhile. */
function inOrder(lanes: LoadRequest[][], nth: number, connections: number): () => LoadRequest {
  const own = lanes.filter((_, lane) => lane % connections === nth)
  let turn = 0
  return () => {
    const lane = own[turn++ % own.length]!
    const key = lane[0]!.body
    const place = sent.get(key) ?? 0
    sent.set(key, place + 1)
    return lane[place % lane.length]!
  }
}

/** Sends one request and returns the answer's body. */
export async function sendOnce(port: number, request: LoadRequest): Promise<string> {
  const connection = await KeptConnection.open(port)
  const { status, body } = await connection.send(textOf(request))
  connection.close()
  if (status !== 200) throw new Error(`${request.path} answered ${status}: ${body.toString().slice(0, 500)}`)
  return body.toString()
}

let marks = 0

/** The number that the next request with a mark will have. */
export function nextMark(): number {
  return marks + 1
}

/** A request as it goes over the wire. */
export function textOf({ method, path, headers, body }: LoadRequest): string {
  const filled = body.replaceAll('@UUID@', () => randomUUID()).replace('@MARK@', () => String(++marks))
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${lines.join('')}Content-Length: ${Buffer.byteLength(filled)}\r\n\r\n${filled}`
}

interface Answer {
  status: number
  body: Buffer
}

function check({ status, body }: Answer, mustNotHold: string): void {
  if (status === 200 && !(mustNotHold && body.includes(mustNotHold))) return
  throw new Error(`A request failed with ${status}: ${body.toString().slice(0, 500)}`)
}

/** One HTTP/1.1 connection with one request on it at a time. */
export class KeptConnection {
  private received: Buffer[] = []
  private resolve: (answer: Answer) => void = () => {}
  private reject: (error: Error) => void = () => {}

  private constructor(private readonly socket: net.Socket) {
    socket.setNoDelay(true)
    socket.on('data', (chunk) => this.take(chunk))
    socket.on('error', (error) => this.reject(error))
    socket.on('close', () => this.reject(new Error('The server closed the connection.')))
  }

  static open(port: number): Promise<KeptConnection> {
    return new Promise((resolve, reject) => {
      const socket = net.connect(port, '127.0.0.1', () => resolve(new KeptConnection(socket)))
      socket.once('error', reject)
    })
  }

  send(text: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
      this.socket.write(text)
    })
  }

  close(): void {
    this.socket.destroy()
  }

  private take(chunk: Buffer): void {
    this.received.push(chunk)
    const all = this.received.length === 1 ? chunk : Buffer.concat(this.received)
    const answer = parse(all)
    if (!answer) return void (this.received = [all])
    this.received = []
    this.resolve(answer)
  }
}

/** The answer in these bytes, once it is whole. */
function parse(bytes: Buffer): Answer | undefined {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = bytes.toString('latin1', 0, end)
  const status = Number(head.slice(9, 12))
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (length !== undefined) {
    const whole = bytes.length >= end + 4 + Number(length)
    return whole ? { status, body: bytes.subarray(end + 4, end + 4 + Number(length)) } : undefined
  }
  const isWhole = bytes.subarray(-5).equals(LAST_CHUNK)
  return isWhole ? { status, body: bytes.subarray(end + 4) } : undefined
}

const LAST_CHUNK = Buffer.from('0\r\n\r\n')
