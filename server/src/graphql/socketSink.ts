import type { WebSocket } from 'ws'
import type { Connection, Sink } from '../live/member.ts'

/** A subscriber accepts no further result while this many bytes are waiting to be sent. */
export const BUFFER_MAX = 256 * 1024

/** One subscription on one WebSocket, as a sink for serialised frames. */
export interface SocketSink {
  readonly connection: Connection
  sink(end: () => void): Sink
}

/** Writes `next` messages of the graphql-transport-ws protocol without serialising the result again. */
export function socketSink(socket: WebSocket, operationId: string, connection: Connection): SocketSink {
  const head = `{"id":${JSON.stringify(operationId)},"type":"next","payload":`
  return {
    connection,
    sink: (end) => ({
      ready: () => socket.readyState === socket.OPEN && socket.bufferedAmount < BUFFER_MAX,
      send: (json) => socket.send(`${head}${json}}`),
      end,
    }),
  }
}
