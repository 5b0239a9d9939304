import http from 'node:http'
import pg from 'pg'
import { type WebSocket, WebSocketServer } from 'ws'
import { BATCH, COUNTS, INBOX, INBOX_OPEN, OLDER, REPLY, SEARCH, THREAD } from './sql.ts'

/** What the limit needs to start. */
export interface StartLimit {
  /** A superuser's: no row-level security at all. */
  readUrl: string
  /** parley_maintenance's: the log's trigger lets it bring its own counters. */
  writeUrl: string
}

/** The limit as a server. */
interface Limit {
  server: http.Server
  close(): Promise<void>
}

const POOL = 8
const JSON_TYPE = { 'Content-Type': 'application/json' }
/** The values of each are the rest of the path. */
const READS: Record<string, string> = {
  inbox: INBOX,
  'inbox-open': INBOX_OPEN,
  counts: COUNTS,
  thread: THREAD,
  older: OLDER,
  search: SEARCH,
}

/** The body of a reply or of a bulk change. */
interface Write {
  ticketIds?: string[]
  priority?: string
  ticketId?: string
  id?: string
  agentId: string
  text?: string
}

/** What can't be beaten on this PostgreSQL: no framework, no identity, one prepared statement, its JSON sent on as it is. Not listening yet. */
export function createLimit({ readUrl, writeUrl }: StartLimit): Limit {
  const reads = new pg.Pool({ connectionString: readUrl, max: POOL })
  const writes = new pg.Pool({ connectionString: writeUrl, max: POOL, options: '-c parley.viewer_role=maintenance' })
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })

  const json = async (pool: pg.Pool, name: string, text: string, values: unknown[]) =>
    (await pool.query<{ json: string }>({ name, text, values })).rows[0]!.json

  const write = async (page: string, values: Write, frameBytes: number): Promise<string> => {
    const { ticketIds, priority, ticketId, id, agentId, text } = values
    if (page === 'batch') return json(writes, page, BATCH, [ticketIds, priority, agentId])
    const message = await json(writes, 'reply', REPLY, [ticketId, id, agentId, text])
    if (page === 'broadcast') broadcast(sockets, message, frameBytes)
    // In turn, the socket whose message it is: the nth that was opened.
    if (page === 'send') sendTo(sockets, turn++, message, frameBytes)
    return message
  }
  let turn = 0

  const answer = async (url: string, body: string): Promise<string> => {
    const [page = '', ...rest] = url.slice(1).split('/').map(decodeURIComponent)
    if (body !== '') return write(page, JSON.parse(body) as Write, Number(rest[0]))
    const read = READS[page]
    if (!read) throw new Error(`There is no page ${page}.`)
    return json(reads, page, read, rest)
  }

  const server = http.createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      answer(request.url!, body).then(
        (text) => response.writeHead(200, { ...JSON_TYPE, 'Content-Length': Buffer.byteLength(text) }).end(text),
        (error: Error) => response.writeHead(500).end(error.message),
      )
    })
  })
  server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (open) => sockets.emit('connection', open, request))
  })
  return {
    server,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await Promise.all([reads.end(), writes.end()])
    },
  }
}

/** One frame of the product's size, made once, written to every socket as it is. */
function broadcast(sockets: WebSocketServer, message: string, bytes: number): void {
  const frame = frameOf(padded(message, bytes))
  for (const socket of sockets.clients) rawSocket(socket).write(frame)
}

function sendTo(sockets: WebSocketServer, nth: number, message: string, bytes: number): void {
  const all = [...sockets.clients]
  rawSocket(all[nth % all.length]!).write(frameOf(padded(message, bytes)))
}

function padded(message: string, bytes: number): Buffer {
  // The message comes first, and with it its mark: what is longer than the product's frame is cut off behind it.
  return Buffer.from(message.padEnd(bytes).slice(0, Math.max(bytes, 500)))
}

function rawSocket(socket: WebSocket): NodeJS.WritableStream {
  return (socket as unknown as { _socket: NodeJS.WritableStream })._socket
}

function frameOf(payload: Buffer): Buffer {
  const header =
    payload.length < 126
      ? Buffer.from([0x81, payload.length])
      : Buffer.from([0x81, 126, payload.length >> 8, payload.length & 255])
  return Buffer.concat([header, payload])
}
