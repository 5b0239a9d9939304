import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { type LearnedTicket, Model } from './model.ts'

/** How many tickets are learned before other requests get their turn: a node that has just started learns thousands. */
const PAGE = 200
const NO_TICKET = '00000000-0000-0000-0000-000000000000'

const state = statement<{ horizon: string; total: number }>(`
  SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon, (SELECT count(*)::int FROM learned_tickets) AS total`)

const changedSince = statement<LearnedTicket & { changed: string } & Record<string, unknown>>(`
  SELECT ticket_id AS "ticketId", agent_id AS "agentId", tags, features, changed::text FROM learned_tickets
  WHERE (changed, ticket_id) > ($1::text::xid8, $2::uuid) ORDER BY learned_tickets.changed, ticket_id LIMIT ${PAGE}`)

const ids = statement<{ id: string }>('SELECT ticket_id AS id FROM learned_tickets')

/**
 * This node's copy of what was learned. Each operation that uses it first brings it to the state of its own snapshot, so a ticket
 * that was forgotten by any node is never used again.
 */
export class NodeModel {
  readonly #model = new Model()
  /** Transactions from this one on were not all visible to the last update. */
  #horizon = '0'
  #updated: Promise<unknown> = Promise.resolve()

  /** The model as the current operation sees the database. To be used at once: the next operation may change it. */
  async current(): Promise<Model> {
    // One update after the other: each starts from the horizon of the one before.
    const updated = this.#updated.then(() => this.#update())
    this.#updated = updated.catch(() => {})
    await updated
    return this.#model
  }

  /** Reads what was learned before the first operation needs it: a node that has just started knows nothing. */
  async preload(pools: Pools): Promise<void> {
    await asIdentity(pools, MAINTENANCE, 'read', () => this.current())
  }

  async #update(): Promise<void> {
    const { horizon, total } = (await state.first())!
    let last = { changed: this.#horizon, ticketId: NO_TICKET }
    for (let more = true; more;) {
      const tickets = await changedSince.rows(last.changed, last.ticketId)
      for (const ticket of tickets) this.#model.learn(ticket)
      more = tickets.length === PAGE
      last = tickets.at(-1) ?? last
    }
    // Deleted rows are not among the changed ones.
    if (this.#model.size !== total) this.#model.keepOnly(new Set((await ids.rows()).map(({ id }) => id)))
    this.#horizon = horizon
  }
}
