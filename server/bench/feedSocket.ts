import { randomBytes } from 'node:crypto'
import net from 'node:net'

const TEXT = 0x1
const PING = 0x9
const PONG = 0xa

/** A WebSocket client that does as little as it can, since thousands of it share the cores with the server. */
export class FeedSocket {
  /** Called with each text frame, whose bytes are valid during the call. */
  onFrame: (frame: Buffer) => void = () => {}
  onGone: (error: Error) => void = () => {}
  private rest: Buffer | undefined

  private constructor(private readonly socket: net.Socket) {
    socket.on('data', (chunk) => this.take(chunk))
    socket.on('error', (error) => this.onGone(error))
    socket.on('close', () => this.onGone(new Error('The server closed a socket.')))
  }

  /** Connects and upgrades. */
  static open(port: number, path: string, page?: PageUpgrade): Promise<FeedSocket> {
    return new Promise((resolve, reject) => {
      const socket = net.connect(port, '127.0.0.1')
      socket.setNoDelay(true)
      socket.once('error', reject)
      socket.once('connect', () => socket.write(upgrade(path, page)))
      socket.once('data', (chunk) => {
        const answer = chunk.toString('latin1')
        if (!answer.startsWith('HTTP/1.1 101')) return reject(new Error(`No WebSocket: ${answer.split('\r\n')[0]}`))
        socket.off('error', reject)
        const opened = new FeedSocket(socket)
        opened.take(chunk.subarray(chunk.indexOf('\r\n\r\n') + 4))
        resolve(opened)
      })
    })
  }

  send(text: string): void {
    this.write(TEXT, Buffer.from(text))
  }

  close(): void {
    this.onGone = () => {}
    this.socket.destroy()
  }

  private take(chunk: Buffer): void {
    let bytes = this.rest ? Buffer.concat([this.rest, chunk]) : chunk
    for (let frame = frameIn(bytes); frame; frame = frameIn(bytes)) {
      this.frame(frame.opcode, bytes.subarray(frame.from, frame.to))
      bytes = bytes.subarray(frame.to)
    }
    this.rest = bytes.length > 0 ? bytes : undefined
  }

  private frame(opcode: number, payload: Buffer): void {
    if (opcode === PING) return this.write(PONG, payload)
    if (opcode === TEXT) this.onFrame(payload)
  }

  // A client must mask what it sends; a key of zeros leaves it as it is.
  private write(opcode: number, payload: Buffer): void {
    const length =
      payload.length < 126 ? [0x80 | payload.length] : [0x80 | 126, payload.length >> 8, payload.length & 255]
    this.socket.write(Buffer.concat([Buffer.from([0x80 | opcode, ...length, 0, 0, 0, 0]), payload]))
  }
}

/** Where the first whole frame's payload is. */
function frameIn(bytes: Buffer): { opcode: number; from: number; to: number } | undefined {
  if (bytes.length < 2) return undefined
  const short = bytes[1]! & 127
  const from = short === 126 ? 4 : short === 127 ? 10 : 2
  if (bytes.length < from) return undefined
  const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short
  return bytes.length < from + length ? undefined : { opcode: bytes[0]! & 15, from, to: from + length }
}

/** What a page of the client adds to the upgrade. */
interface PageUpgrade {
  protocol: string
  cookie: string
}

function upgrade(path: string, page: PageUpgrade | undefined): string {
  const key = randomBytes(16).toString('base64')
  const wanted = page
    ? `Origin: http://127.0.0.1\r\nCookie: ${page.cookie}\r\nSec-WebSocket-Protocol: ${page.protocol}\r\n`
    : ''
  return `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n${wanted}\r\n`
}
