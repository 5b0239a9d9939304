import http from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { WebSocketServer } from 'ws'
import { answerQuestions } from './child.ts'
import { BATCH, INBOX, INBOX_KEPT, REPLY, SEARCH, THREAD } from './sql.ts'

/** What the limit needs to start. */
export interface StartLimit {
  /** A superuser's: no row-level security at all. */
  readUrl: string
  /** parley_maintenance's: the log's trigger lets it bring its own counters. */
  writeUrl: string
  agentId: string
}

const POOL = 8
const JSON_TYPE = { 'Content-Type': 'application/json' }

// What can't be beaten on this PostgreSQL: no framework, no identity, one prepared statement, its JSON sent on as it is.
answerQuestions(async ({ readUrl, writeUrl, agentId }: StartLimit) => {
  const reads = new pg.Pool({ connectionString: readUrl, max: POOL })
  const writes = new pg.Pool({ connectionString: writeUrl, max: POOL, options: '-c parley.viewer_role=maintenance' })
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })

  const json = async (pool: pg.Pool, name: string, text: string, values: unknown[]) =>
    (await pool.query<{ json: string }>({ name, text, values })).rows[0]!.json

  const reply = (body: string) => {
    const { ticketId, id, text } = JSON.parse(body) as { ticketId: string; id: string; text: string }
    return json(writes, 'reply', REPLY, [ticketId, id, agentId, text])
  }

  const answer = async (url: string, body: string): Promise<string> => {
    const [, page, id] = url.split('/')
    if (page === 'inbox') return json(reads, 'inbox', INBOX, [agentId])
    if (page === 'inbox-kept') return json(reads, 'inbox-kept', INBOX_KEPT, [agentId])
    if (page === 'search') return json(reads, 'search', SEARCH, [decodeURIComponent(id!)])
    if (page === 'thread') return json(reads, 'thread', THREAD, [id])
    if (page === 'batch') {
      const { ticketIds, priority } = JSON.parse(body) as { ticketIds: string[]; priority: string }
      return json(writes, 'batch', BATCH, [ticketIds, priority, agentId])
    }
    const message = await reply(body)
    if (page === 'broadcast') broadcast(sockets, message, Number(id))
    return message
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
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 4096, resolve))
  return (server.address() as AddressInfo).port
})

/** One frame of the product's size, made once, written to every socket as it is. */
function broadcast(sockets: WebSocketServer, message: string, bytes: number): void {
  const frame = frameOf(Buffer.from(message.padEnd(bytes).slice(0, Math.max(bytes, message.length))))
  for (const socket of sockets.clients) (socket as unknown as { _socket: NodeJS.WritableStream })._socket.write(frame)
}

function frameOf(payload: Buffer): Buffer {
  const header =
    payload.length < 126
      ? Buffer.from([0x81, payload.length])
      : Buffer.from([0x81, 126, payload.length >> 8, payload.length & 255])
  return Buffer.concat([header, payload])
}
