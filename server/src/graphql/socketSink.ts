import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { Connection, Sink } from '../live/member.ts'

/** A subscriber accepts no further result while this many bytes are waiting to be sent. */
export const BUFFER_MAX = 256 * 1024
/** How many encodings of the latest result are kept. */
const HEADS_MAX = 32

/** One subscription on one WebSocket, as a sink for serialised frames. */
export interface SocketSink {
  readonly connection: Connection
  sink(end: () => void): Sink
}

/**
 * Writes `next` messages of the graphql-transport-ws protocol without serialising the result again. `raw` is the socket's own connection:
 * thousands of subscribers get the same bytes, so the WebSocket frame is made once, for all whose operations have the same id.
 */
export function socketSink(socket: WebSocket, raw: Socket, operationId: string, connection: Connection): SocketSink {
  const head = `{"id":${JSON.stringify(operationId)},"type":"next","payload":`
  return {
    connection,
    sink: (end) => ({
      ready: () => socket.readyState === socket.OPEN && socket.bufferedAmount < BUFFER_MAX,
      // Nothing may follow a close frame.
      send: (json) => void (socket.readyState === socket.OPEN && raw.write(encoded(head, json))),
      end,
    }),
  }
}

let latest: { json: string; byHead: Map<string, Buffer> } = { json: '', byHead: new Map() }

/** The frame of a result. A group sends each to all its members, one after another. */
function encoded(head: string, json: string): Buffer {
  if (latest.json !== json) latest = { json, byHead: new Map() }
  const known = latest.byHead.get(head)
  if (known) return known
  const frame = textFrame(`${head}${json}}`)
  if (latest.byHead.size < HEADS_MAX) latest.byHead.set(head, frame)
  return frame
}

/** A text message in one frame, as servers send it: final, not masked (RFC 6455, 5.2). */
function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const size = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(size + length)
  frame[0] = 0x81
  if (size === 2) frame[1] = length
  else if (size === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.write(text, size)
  return frame
}
