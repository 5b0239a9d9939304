import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { eventually } from './eventually.ts'
import type { Actor } from './testApp.ts'

/** One event of a ticket's log, as delivered. */
export interface Step {
  seq: number
  body: string
}

/** A client like the product's: it reconnects whenever its socket is lost, and resumes from its cursor. */
export interface Follower {
  /** Everything that was delivered, in order of arrival. */
  readonly log: Step[]
  readonly cursor: string | null
  /** How often its socket was opened. */
  readonly connections: number
  /** The close codes of its sockets. */
  readonly closeCodes: number[]
  /** The reasons of FeedResets. */
  readonly resets: string[]
  /** Waits for this number of events. */
  count(n: number, ms?: number): Promise<void>
  /** Stops reading from its socket, or resumes. */
  pause(): void
  resume(): void
  stop(): Promise<void>
}

/** Reconnecting followers must not keep a failed test from ending. */
const UNHELD = { ref: false }

/** How a follower uses its cursor: resume from the last one, always use the first, or none. */
export type Resume = 'last' | 'first' | 'none'

const FOLLOW = `subscription ($id: ID!, $after: Cursor) {
  ticketEvents(ticketId: $id, after: $after) {
    ... on TicketEvent { cursor entry { seq ... on MessageEntry { message { body } } } }
    ... on FeedReset { reason }
  }
}`

/** Follows a ticket through interruptions of the connection. */
export function follow(
  url: string | (() => string),
  actor: Pick<Actor, 'token'>,
  ticket: { id: string; cursor: string | null },
  resume: Resume = 'last',
): Follower {
  const where = typeof url === 'string' ? () => url : url
  const log: Step[] = []
  const closeCodes: number[] = []
  const resets: string[] = []
  let cursor = resume === 'none' ? null : ticket.cursor
  let connections = 0
  let socket: WebSocket | undefined
  let stopped = false
  const client = createClient({
    url: () => `${where().replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${actor.token}` },
    lazy: true,
    retryAttempts: Infinity,
    shouldRetry: () => true,
    // The product's client waits longer, which a test need not.
    retryWait: () => sleep(50 + Math.random() * 100, undefined, UNHELD),
    on: {
      connected: (opened) => {
        connections++
        socket = opened as WebSocket
      },
      closed: (event) => void closeCodes.push((event as { code: number }).code),
    },
  })
  const next = ({ data }: { data?: any }) => {
    const delivery = data?.ticketEvents
    if (!delivery) return
    if (delivery.reason) return void resets.push(delivery.reason)
    if (resume === 'last') cursor = delivery.cursor
    log.push({ seq: delivery.entry?.seq, body: delivery.entry?.message?.body })
  }
  const start = () => {
    const variables = () => ({ id: ticket.id, after: cursor })
    const payload = {
      query: FOLLOW,
      get variables() {
        return variables()
      },
    }
    // A stream that the server has completed is requested again, as the product's client does.
    const again = () => void sleep(20, undefined, UNHELD).then(() => stopped || resets.length > 0 || start())
    client.subscribe(payload, { next, error: again, complete: again })
  }
  start()
  return {
    log,
    closeCodes,
    resets,
    get cursor() {
      return cursor
    },
    get connections() {
      return connections
    },
    count: async (n, ms) => {
      await eventually(
        `${n} steps are delivered`,
        () => log.length,
        (length) => length >= n,
        ms,
      )
    },
    pause: () => socket?.pause(),
    resume: () => socket?.resume(),
    stop: async () => {
      stopped = true
      // It may just have been reconnecting: this failure can be ignored.
      await client.dispose()?.catch(() => {})
    },
  }
}
