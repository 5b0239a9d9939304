import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { eventually } from '../eventually.ts'
import { follow, type Follower } from '../follower.ts'
import type { ServerProcess } from '../serverProcess.ts'
import type { CrashDesk } from './crashDesk.ts'
import type { Talker } from './talker.ts'

/** Messages that are written at once. */
const CHUNK = 100

interface Flow {
  /** The number of messages, and the length of each in bytes. */
  events: number
  bytes: number
}

/** Writes messages to a ticket as fast as its healthy readers receive them; returns the server's highest memory, in bytes. */
export async function flow(
  desk: CrashDesk,
  server: ServerProcess,
  healthy: Talker[],
  { events, bytes }: Flow,
): Promise<number> {
  const id = Buffer.from(healthy[0]!.ticketId, 'base64').toString().split(':')[1]
  let peak = 0
  for (let done = 0; done < events; done += CHUNK) {
    const before = healthy[0]!.follower.log.length
    const ids = Array.from({ length: CHUNK }, () => randomUUID())
    await desk.sql(
      `WITH m AS (INSERT INTO ticket_messages (id, ticket_id, sender_type, body)
         SELECT unnest($1::uuid[]), $2, 'system', repeat('x', $3) RETURNING id, ticket_id)
       INSERT INTO ticket_events (ticket_id, kind, message_id, data) SELECT ticket_id, 'message_added', id, '{"sender": "system"}' FROM m`,
      [ids, id, bytes],
    )
    for (const { follower } of healthy) await follower.count(before + CHUNK)
    peak = Math.max(peak, residentBytes(server))
  }
  return peak
}

/** People who follow the same ticket and then stop reading. */
export async function stuckReaders(
  server: ServerProcess,
  { actor, ticketId, follower }: Talker,
  count: number,
): Promise<Follower[]> {
  const cursor = follower.cursor!
  const members = await membersOf(server)
  const stuck = Array.from({ length: count }, () => follow(server.url, actor, { id: ticketId, cursor }))
  await eventually(
    'they follow',
    () => membersOf(server),
    (now) => now === members + count,
  )
  for (const one of stuck) one.pause()
  return stuck
}

/** The number of subscriptions of a server, according to /metrics. */
export async function membersOf({ url }: ServerProcess): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^parley_live_subscribers (\d+)/m.exec(text)![1])
}

function residentBytes({ pid }: ServerProcess): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024
}
