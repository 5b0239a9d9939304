import { randomUUID } from 'node:crypto'
import type { Live } from '../live/live.ts'
import type { Connection } from '../live/member.ts'
import { say } from '../live/passingWords.ts'
import { type IdentityRole, isStaffRole, STAFF_CLASS } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import type { Logger } from '../platform/log.ts'
import { type Claim, claimsIn, wordsOf } from './claims.ts'
import { Rooms } from './rooms.ts'

/** For how long somebody counts as looking at a ticket after the last sign of life of their socket, in milliseconds. */
const VIEWING_MS = 15_000
/** For how long a node answers for who is online, in milliseconds. */
const ONLINE_MS = 15_000
/** How long somebody may be gone (a reload, a tunnel) and still count as online, in milliseconds. */
const AWAY_MS = 5_000
/** How often this node says again who is here, in milliseconds. */
const RENEW_MS = 5_000
/** How often leases are looked at, in milliseconds. */
const TICK_MS = 250

/** The word by which nodes tell each other. */
export const PRESENCE = 'presence'

interface Seat {
  ticketId: string
  connection: Connection
}

interface Deps {
  pools: Pools
  live: Live
  log: Logger
  /** The time, in milliseconds; tests turn the clock. */
  now?: () => number
}

const stillTheirs = statement<{ ticket_id: string; user_id: string }>(`
  SELECT s.ticket_id, s.user_id FROM unnest($1::uuid[], $2::uuid[]) AS s (ticket_id, user_id)
  JOIN support_tickets t ON t.id = s.ticket_id AND s.user_id = ANY (t.participant_ids)`)

/**
 * This node's part in who is here: answers for the people at its own sockets, tells the other nodes by passing words, and
 * hears what they tell. Nothing is stored; a node that dies lets its leases run out.
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
  #unsaid: Claim[] = []
  #saying: Promise<void> = Promise.resolve()
  #renewedAt: number
  #checking = false

  constructor(deps: Deps) {
    this.#deps = deps
    this.#now = deps.now ?? Date.now
    this.#renewedAt = this.#now()
    this.rooms = new Rooms((ticketId, side) => this.#wake(`${PRESENCE}:${ticketId}:${side}`))
    deps.live.words.on(PRESENCE, (word) => {
      const { node, claims } = claimsIn(word)
      // Its own words come back late: what they claim may be over by now.
      if (node !== this.#node) this.rooms.hear(node, claims, this.#now())
    })
    deps.live.rights.watchers.add(() => void this.#check())
    this.#ticker = setInterval(() => this.#tick(), TICK_MS)
    this.#ticker.unref()
  }

  /** Somebody starts looking at a ticket by this connection; returns what ends it. */
  attend(ticketId: string, connection: Connection): () => void {
    const seat = { ticketId, connection }
    this.#seats.add(seat)
    this.#claim([this.#viewing(seat, VIEWING_MS)])
    return () => this.#leave(seat)
  }

  /** Whether somebody follows the ticket by this node. */
  isFollowed = (ticketId: string): boolean => [...this.#seats].some((seat) => seat.ticketId === ticketId)

  /** Says goodbye for everyone here, as far as that can be said. */
  async close(): Promise<void> {
    clearInterval(this.#ticker)
    for (const seat of this.#seats) this.#leave(seat)
    this.#claim([...this.#lastHere.keys()].map((userId) => online(userId, 0)))
    this.#flush()
    await this.#saying
  }

  #tick(): void {
    const now = this.#now()
    this.#lookAround(now)
    if (now - this.#renewedAt >= RENEW_MS) {
      this.#renewedAt = now
      this.#claim([
        ...[...this.#lastHere.keys()].map((userId) => online(userId, ONLINE_MS)),
        ...[...this.#seats].map((seat) => this.#viewing(seat, VIEWING_MS - (seat.connection.silentFor?.() ?? 0))),
      ])
    }
    const followed = new Set([...this.#seats].map(({ ticketId }) => ticketId))
    this.rooms.sweep(now, (ticketId) => followed.has(ticketId))
  }

  /** Who has come to this node's sockets, and who has been gone for too long. */
  #lookAround(now: number): void {
    const claims: Claim[] = []
    for (const { userId } of this.#deps.live.rights.connections) {
      if (!this.#lastHere.has(userId)) claims.push(online(userId, ONLINE_MS))
      this.#lastHere.set(userId, now)
    }
    for (const [userId, at] of this.#lastHere) {
      if (now - at < AWAY_MS) continue
      this.#lastHere.delete(userId)
      claims.push(online(userId, 0))
    }
    this.#claim(claims)
  }

  /** Requesters who no longer take part stand in no room, whatever their sockets still follow. */
  async #check(): Promise<void> {
    const seats = [...this.#seats].filter(({ connection }) => !isStaff(connection))
    if (seats.length === 0 || this.#checking) return
    this.#checking = true
    try {
      const ticketIds = seats.map(({ ticketId }) => ticketId)
      const userIds = seats.map(({ connection }) => connection.userId)
      const rows = await asIdentity(this.#deps.pools, STAFF_CLASS, 'read', () => stillTheirs.rows(ticketIds, userIds))
      const theirs = new Set(rows.map(({ ticket_id, user_id }) => `${ticket_id} ${user_id}`))
      for (const seat of seats) if (!theirs.has(`${seat.ticketId} ${seat.connection.userId}`)) this.#leave(seat)
    } catch (error) {
      this.#deps.log.warn({ err: (error as Error).message }, 'who may look at tickets could not be checked')
    } finally {
      this.#checking = false
    }
  }

  #leave(seat: Seat): void {
    if (!this.#seats.delete(seat)) return
    // Another tab of theirs may still be open.
    const same = (other: Seat) => other.ticketId === seat.ticketId && other.connection.userId === seat.connection.userId
    if ([...this.#seats].some(same)) return
    this.#claim([this.#viewing(seat, 0)])
  }

  #viewing({ ticketId, connection }: Seat, ms: number): Claim {
    return {
      doing: 'viewing',
      ticketId,
      userId: connection.userId,
      isStaff: isStaff(connection),
      ms: Math.max(0, ms),
    }
  }

  /** Takes claims in here at once, and tells the other nodes. */
  #claim(claims: readonly Claim[]): void {
    if (claims.length === 0) return
    this.rooms.hear(this.#node, claims, this.#now())
    if (this.#unsaid.length === 0) setImmediate(() => this.#flush())
    this.#unsaid.push(...claims)
  }

  /** One after another: who came and left again must not be heard in the other order. */
  #flush(): void {
    const claims = this.#unsaid
    this.#unsaid = []
    const { pools, log } = this.#deps
    for (const word of wordsOf(this.#node, claims))
      this.#saying = this.#saying
        .then(() => say(pools, STAFF_CLASS, PRESENCE, word))
        .catch((error: Error) => log.debug({ err: error.message }, 'who is here could not be told'))
  }

  #wake(topic: string): void {
    if (this.#wakes.size === 0) {
      setImmediate(() => {
        const topics = this.#wakes
        this.#wakes = new Set()
        this.#deps.live.hub.wake(topics, null)
      })
    }
    this.#wakes.add(topic)
  }
}

function online(userId: string, ms: number): Claim {
  return { doing: 'online', ticketId: '', userId, isStaff: false, ms }
}

function isStaff({ role }: Connection): boolean {
  return isStaffRole(role as IdentityRole)
}
