import type http from 'node:http'

import type { Live } from './live/live.ts'
import type { Presence } from './presence/presence.ts'
import type { ShareHeartbeat } from './screenshare/shareHeartbeat.ts'

interface LongRunning {
  presence: Presence
  shares: ShareHeartbeat
  live: Live
}

/** Stops accepting requests and ends long-running ones: sockets, presence, shares and live feeds. */
export async function drain(
  server: http.Server,
  sockets: { close(): Promise<void> },
  { presence, shares, live }: LongRunning,
): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  await sockets.close()
  await presence.close()
  await shares.close()
  await live.close()
  await closed
}
