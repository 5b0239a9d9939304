import type { Live } from '../live/live.ts'
import type { Connection } from '../live/member.ts'
import { type Identity, type IdentityRole, DESK } from '../platform/database/identity.ts'
import { isDatabaseGone } from '../platform/database/errors.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import type { Logger } from '../platform/log.ts'
import { lockTickets } from '../tickets/lockTicket.ts'
import { writeEnd } from './endScreenShare.ts'
import { GONE } from './feeds.ts'

/** How often shares are checked, in milliseconds. */
const CHECK_MS = 1_000
/** The time without a pong, in milliseconds, after which a sharer counts as disconnected. They are pinged every CHECK_MS. */
const SILENT_MS = 4_000

const seen = statement('UPDATE screen_shares SET seen_at = now() WHERE id = ANY ($1::uuid[]) AND ended_at IS NULL')

// A sharer who has disconnected, has left the ticket, or has lost access to the desk.
const over = statement<{ id: string; ticket_id: string }>(`
  SELECT s.id, s.ticket_id FROM screen_shares s JOIN users u ON u.id = s.sharer_id JOIN support_tickets t ON t.id = s.ticket_id
  WHERE s.ended_at IS NULL AND (s.seen_at < now() - interval '8 seconds' OR u.disabled_at IS NOT NULL
    OR NOT (u.role IN ('agent', 'admin') OR s.sharer_id = ANY (t.participant_ids)))`)

const gone = statement(`
  INSERT INTO screen_share_signals (share_id, from_id, to_id, signal)
  SELECT id, $2::uuid, sharer_id, '${GONE}' FROM screen_shares WHERE id = $1 AND ended_at IS NULL AND sharer_id <> $2::uuid`)

const sweep = statement(`DELETE FROM screen_share_signals g WHERE at < now() - interval '5 minutes'
  OR EXISTS (SELECT 1 FROM screen_shares s WHERE s.id = g.share_id AND s.ended_at IS NOT NULL)`)
const sweepAsks = statement(`DELETE FROM screen_share_asks WHERE asked_at < now() - interval '1 hour'`)

interface Seat {
  shareId: string
  ticketId: string
  isSharer: boolean
  connection: Connection
}

/**
 * Heartbeat of the shares of this node's sockets: a share lasts as long as its sharer's browser answers pings, and a watcher
 * who leaves is removed at the sharer as well. When a sign-in ends, this happens immediately on either side: the video is sent
 * from browser to browser, so the other side must be told to close the connection.
 */
export class ShareHeartbeat {
  readonly #pools: Pools
  readonly #log: Logger
  readonly #seats = new Set<Seat>()
  readonly #timer: NodeJS.Timeout
  /** Writes that failed and will be retried. */
  readonly #unwritten = new Set<() => Promise<void>>()
  #checking: Promise<void> | undefined
  #again = false

  constructor({ pools, live, log }: { pools: Pools; live: Live; log: Logger }) {
    this.#pools = pools
    this.#log = log
    live.rights.watchers.add(() => void (this.#seats.size > 0 && this.check()))
    this.#timer = setInterval(() => this.#tick(), CHECK_MS)
    this.#timer.unref()
  }

  /** Registers a connection that follows the signals of a share; returns a function that ends it. */
  attend(share: { id: string; ticketId: string; sharerId: string }, connection: Connection): () => void {
    const { id: shareId, ticketId } = share
    const seat = { shareId, ticketId, isSharer: share.sharerId === connection.userId, connection }
    this.#seats.add(seat)
    return () => {
      if (!this.#seats.delete(seat)) return
      // A browser that is signed out is removed even if the same person is signed in on another one.
      const isRevoked = connection.isRevoked ?? false
      if (seat.isSharer && isRevoked) void this.#retrying(() => this.#end(seat))
      if (!seat.isSharer && (isRevoked || !this.#hasOther(seat))) void this.#retrying(() => this.#signalGone(seat))
    }
  }

  /** Renews the shares of connected sharers, and ends the expired shares of all nodes. */
  check(): Promise<void> {
    // A check in progress may have read an older state, so another one follows it.
    this.#again = true
    this.#checking ??= this.#checkUntilCurrent().finally(() => (this.#checking = undefined))
    return this.#checking
  }

  async #checkUntilCurrent(): Promise<void> {
    while (this.#again) {
      this.#again = false
      await this.#logFailure(this.#check())
    }
  }

  /** Resolves once no check is in progress. */
  async checked(): Promise<void> {
    await this.#checking
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.checked()
  }

  /** Only for this node's own sockets: a job ends the shares of nodes that have died (endSilentShares.ts). */
  #tick(): void {
    if (this.#seats.size + this.#unwritten.size > 0) void this.check()
  }

  async #check(): Promise<void> {
    for (const work of [...this.#unwritten]) await this.#retrying(work)
    const sharers = [...this.#seats].filter(({ isSharer }) => isSharer)
    const here = sharers.filter(({ connection }) => (connection.silentFor?.() ?? 0) < SILENT_MS)
    for (const { connection } of sharers) connection.ping?.()
    const ids = here.map(({ shareId }) => shareId)
    if (ids.length > 0) await asIdentity(this.#pools, DESK, 'write', () => seen.rows(ids))
    await asIdentity(this.#pools, DESK, 'write', endShares)
  }

  async #signalGone({ shareId, connection }: Seat): Promise<void> {
    const identity: Identity = { role: connection.role as IdentityRole, userId: connection.userId }
    await asIdentity(this.#pools, identity, 'write', () => gone.rows(shareId, connection.userId))
  }

  async #end({ shareId, ticketId }: Seat): Promise<void> {
    await asIdentity(this.#pools, DESK, 'write', async () => {
      await lockTickets([ticketId])
      await writeEnd({ id: shareId, ticket_id: ticketId }, null)
    })
  }

  /** Runs `work` now and, if the database cannot be reached, again at every check. */
  async #retrying(work: () => Promise<void>): Promise<void> {
    this.#unwritten.delete(work)
    const done = work().catch((error: unknown) => {
      if (isDatabaseGone(error)) this.#unwritten.add(work)
      throw error
    })
    await this.#logFailure(done)
  }

  #hasOther({ shareId, connection }: Seat): boolean {
    return [...this.#seats].some((seat) => seat.shareId === shareId && seat.connection.userId === connection.userId)
  }

  #logFailure(work: Promise<void>): Promise<void> {
    return work.catch((error: Error) => this.#log.warn({ err: error.message }, 'a screen share could not be checked'))
  }
}

/** Ends expired shares in a transaction of its own: the tickets are locked before the shares. */
export async function endShares(): Promise<void> {
  const found = await over.rows()
  if (found.length === 0) return
  await lockTickets(found.map((share) => share.ticket_id))
  // Another node may have ended a share, and a sharer may have reconnected, while waiting for the locks.
  const ids = new Set(found.map(({ id }) => id))
  for (const share of await over.rows()) if (ids.has(share.id)) await writeEnd(share, null)
}

/** Deletes signals and share requests that are no longer needed. */
export async function sweepShares(): Promise<void> {
  await sweep.rows()
  await sweepAsks.rows()
}
