import { randomUUID } from 'node:crypto'
import type { Live } from '../live/live.ts'
import type { Connection } from '../live/member.ts'
import { broadcast } from '../live/broadcast.ts'
import type { Side } from '../log/audienceScope.ts'
import { type IdentityRole, isStaffRole, DESK } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import type { Logger } from '../platform/log.ts'
import { type Lease, decodeLeases, encodeLeases } from './leases.ts'
import { Rooms } from './rooms.ts'

/** How long a person counts as viewing a ticket after the last message or pong of their socket, in milliseconds. */
const VIEWING_MS = 15_000
/** How long a node's lease for an online person lasts, in milliseconds. */
const ONLINE_MS = 15_000
/** How long a person may be disconnected (a reload, a tunnel) and still count as online, in milliseconds. */
const AWAY_MS = 5_000
/** How often this node renews its leases, in milliseconds. */
const RENEW_MS = 5_000
/** How often leases are checked, in milliseconds. */
const TICK_MS = 250

/** The kind of broadcast message that carries leases. */
export const PRESENCE = 'presence'

interface Seat {
  ticketId: string
  side: Side
  connection: Connection
}

interface Deps {
  pools: Pools
  live: Live
  log: Logger
  /** The time, in milliseconds; tests control the clock. */
  now?: () => number
  /** Called when staff have come online on this node, after the other nodes have been notified. */
  onStaffOnline?: () => Promise<void>
}

const stillTheirs = statement<{ ticket_id: string; user_id: string }>(`
  SELECT s.ticket_id, s.user_id FROM unnest($1::uuid[], $2::uuid[], $3::boolean[]) AS s (ticket_id, user_id, is_staff)
  JOIN support_tickets t ON t.id = s.ticket_id CROSS JOIN desk_settings d
  WHERE s.user_id = ANY (t.participant_ids)
    OR (t.shop_access <> 'none' AND EXISTS (SELECT FROM shop_members m WHERE m.shop_id = t.seller_id AND m.user_id = s.user_id AND m.removed_at IS NULL))
    OR (s.is_staff AND (
      (d.privacy = 'open' AND NOT t.confidential) OR s.user_id = ANY (t.staff_ids) OR is_in_queue(t)
      OR EXISTS (SELECT FROM emergency_accesses e WHERE e.ticket_id = t.id AND e.admin_id = s.user_id AND e.expires_at > clock_timestamp())))`)

/**
 * Presence of this node: leases for the people connected to it, broadcast to the other nodes, and the leases that they
 * broadcast. Nothing is stored; the leases of a node that dies expire.
 */
export class Presence {
  readonly rooms: Rooms
  readonly #node = randomUUID().slice(0, 8)
  readonly #deps: Deps
  readonly #now: () => number
  readonly #seats = new Set<Seat>()
  readonly #lastHere = new Map<string, number>()
  readonly #ticker: NodeJS.Timeout
  #wakes = new Set<string>()
  #unsent: Lease[] = []
  #sending: Promise<void> = Promise.resolve()
  #renewedAt: number
  #checking = false
  #staffCameOnline = false

  constructor(deps: Deps) {
    this.#deps = deps
    this.#now = deps.now ?? Date.now
    this.#renewedAt = this.#now()
    this.rooms = new Rooms((ticketId, side) => this.#wake(`${PRESENCE}:${ticketId}:${side}`))
    deps.live.broadcast.on(PRESENCE, (message) => {
      const { node, leases } = decodeLeases(message)
      // A node receives its own messages late: their leases may already have ended.
      if (node !== this.#node) this.rooms.receive(node, leases, this.#now())
    })
    deps.live.rights.watchers.add(() => void this.#check())
    this.#ticker = setInterval(() => this.#tick(), TICK_MS)
    this.#ticker.unref()
  }

  /** Starts the presence of a connection in a ticket; returns a function that ends it. */
  attend(ticketId: string, side: Side, connection: Connection): () => void {
    const seat = { ticketId, side, connection }
    this.#seats.add(seat)
    this.#publish([this.#viewing(seat, VIEWING_MS)])
    return () => this.#leave(seat)
  }

  /** Whether a person is online on any node. A node that has just started knows of the people of others after 5 seconds. */
  isOnline = (userId: string): boolean => this.rooms.isOnline(userId, this.#now())

  /** Whether anyone follows the ticket on this node. */
  isFollowed = (ticketId: string): boolean => [...this.#seats].some((seat) => seat.ticketId === ticketId)

  /** Ends all leases of this node, as far as messages can still be sent. */
  async close(): Promise<void> {
    clearInterval(this.#ticker)
    for (const seat of this.#seats) this.#leave(seat)
    this.#publish([...this.#lastHere.keys()].map((userId) => online(userId, 0)))
    this.#flush()
    await this.#sending
  }

  #tick(): void {
    const now = this.#now()
    this.#updateOnline(now)
    if (now - this.#renewedAt >= RENEW_MS) {
      this.#renewedAt = now
      this.#publish([
        ...[...this.#lastHere.keys()].map((userId) => online(userId, ONLINE_MS)),
        ...[...this.#seats].map((seat) => this.#viewing(seat, VIEWING_MS - (seat.connection.silentFor?.() ?? 0))),
      ])
    }
    const followed = new Set([...this.#seats].map(({ ticketId }) => ticketId))
    this.rooms.sweep(now, (ticketId) => followed.has(ticketId))
  }

  /** Adds people who have connected to this node, and removes those who have been disconnected for too long. */
  #updateOnline(now: number): void {
    const leases: Lease[] = []
    for (const connection of this.#deps.live.rights.connections) {
      const { userId } = connection
      if (!this.#lastHere.has(userId)) {
        leases.push(online(userId, ONLINE_MS))
        this.#staffCameOnline ||= isStaff(connection)
      }
      this.#lastHere.set(userId, now)
    }
    for (const [userId, at] of this.#lastHere) {
      if (now - at < AWAY_MS) continue
      this.#lastHere.delete(userId)
      leases.push(online(userId, 0))
    }
    this.#publish(leases)
  }

  /** Who has lost a ticket has no presence in it, even if their sockets still follow it. */
  async #check(): Promise<void> {
    const seats = [...this.#seats]
    if (seats.length === 0 || this.#checking) return
    this.#checking = true
    try {
      const ticketIds = seats.map(({ ticketId }) => ticketId)
      const userIds = seats.map(({ connection }) => connection.userId)
      const areStaff = seats.map(({ connection }) => isStaff(connection))
      const rows = await asIdentity(this.#deps.pools, DESK, 'read', () =>
        stillTheirs.rows(ticketIds, userIds, areStaff),
      )
      const theirs = new Set(rows.map(({ ticket_id, user_id }) => `${ticket_id} ${user_id}`))
      for (const seat of seats) if (!theirs.has(`${seat.ticketId} ${seat.connection.userId}`)) this.#leave(seat)
    } catch (error) {
      this.#deps.log.warn({ err: (error as Error).message }, 'presence could not be checked against the participants')
    } finally {
      this.#checking = false
    }
  }

  #leave(seat: Seat): void {
    if (!this.#seats.delete(seat)) return
    // Another tab of theirs may still be open.
    const same = (other: Seat) => other.ticketId === seat.ticketId && other.connection.userId === seat.connection.userId
    if ([...this.#seats].some(same)) return
    this.#publish([this.#viewing(seat, 0)])
  }

  #viewing({ ticketId, side, connection }: Seat, ms: number): Lease {
    return {
      activity: 'viewing',
      ticketId,
      userId: connection.userId,
      side,
      ms: Math.max(0, ms),
    }
  }

  /** Applies leases on this node immediately, and broadcasts them to the others. */
  #publish(leases: readonly Lease[]): void {
    if (leases.length === 0) return
    this.rooms.receive(this.#node, leases, this.#now())
    if (this.#unsent.length === 0) setImmediate(() => this.#flush())
    this.#unsent.push(...leases)
  }

  /** Sends one message after another, so that leases arrive in order. */
  #flush(): void {
    const leases = this.#unsent
    this.#unsent = []
    const { pools, log } = this.#deps
    for (const message of encodeLeases(this.#node, leases))
      this.#sending = this.#sending
        .then(() => broadcast(pools, DESK, PRESENCE, message))
        .catch((error: Error) => log.debug({ err: error.message }, 'presence could not be broadcast'))
    if (!this.#staffCameOnline) return
    this.#staffCameOnline = false
    this.#sending = this.#sending
      .then(this.#deps.onStaffOnline)
      .catch((error: Error) => log.warn({ err: error.message }, 'what waits for staff could not be started'))
  }

  #wake(topic: string): void {
    if (this.#wakes.size === 0) {
      setImmediate(() => {
        const topics = this.#wakes
        this.#wakes = new Set()
        this.#deps.live.hub.wake(topics)
      })
    }
    this.#wakes.add(topic)
  }
}

function online(userId: string, ms: number): Lease {
  return { activity: 'online', ticketId: '', userId, side: 'requester', ms }
}

function isStaff({ role }: Connection): boolean {
  return isStaffRole(role as IdentityRole)
}
