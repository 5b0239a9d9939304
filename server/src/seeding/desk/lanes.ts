import type pg from 'pg'
import { eventRows, messageRows, ticketRows } from '../../importing/bulk/tables.ts'
import { markerRows, starRows } from './markers.ts'
import type { DeskTicket } from './ticket.ts'

/** PostgreSQL uses one core per connection, and Node hardly needs one. */
const LANES = 2

/** Writes batches of tickets over several connections; tickets get their numbers in the order of the batches. */
export class Lanes {
  readonly added = { tickets: 0, messages: 0 }
  private readonly busy = new Set<Promise<void>>()
  private turn = Promise.resolve()

  constructor(private readonly pool: pg.Pool) {}

  /** Accepts a batch as soon as a connection is free. Throws the error of an earlier batch. */
  async write(batch: DeskTicket[], onWritten: () => void): Promise<void> {
    while (this.busy.size >= LANES) await Promise.race(this.busy)
    const { promise: numbered, resolve: passOn } = withResolvers()
    const written = transaction(this.pool, (client) => this.addTickets(client, batch, this.turnAfter(numbered), passOn))
      .finally(passOn)
      .then(onWritten)
    const lane = written.then(() => void this.busy.delete(lane))
    // The next caller that waits gets the error; it must not be unhandled until then.
    lane.catch(() => {})
    this.busy.add(lane)
  }

  /** Waits for every batch. */
  async end(): Promise<void> {
    await Promise.all(this.busy)
  }

  private turnAfter(numbered: Promise<void>): Promise<void> {
    const mine = this.turn
    this.turn = numbered
    return mine
  }

  private async addTickets(
    client: pg.ClientBase,
    batch: DeskTicket[],
    turn: Promise<void>,
    passOn: () => void,
  ): Promise<void> {
    await turn
    const fresh = await notThere(client, batch)
    await ticketRows.into(
      client,
      fresh.map(({ ticket }) => ticket),
    )
    passOn()
    const messages = fresh.flatMap((one) => one.messages)
    await messageRows.into(client, messages)
    await eventRows.into(
      client,
      fresh.flatMap(({ events }) => events),
    )
    await markerRows.into(
      client,
      fresh.flatMap(({ markers }) => markers),
    )
    await starRows.into(
      client,
      fresh.flatMap(({ stars }) => stars),
    )
    this.added.tickets += fresh.length
    this.added.messages += messages.length
  }
}

// A batch is one transaction: each ticket is written completely or not at all.
async function notThere(client: pg.ClientBase, batch: DeskTicket[]): Promise<DeskTicket[]> {
  const ids = batch.map(({ ticket }) => ticket.id)
  const { rows } = await client.query<{ id: string }>('SELECT id FROM support_tickets WHERE id = ANY ($1::uuid[])', [
    ids,
  ])
  const known = new Set(rows.map(({ id }) => id))
  return batch.filter(({ ticket }) => !known.has(ticket.id))
}

/** Runs `work` in a transaction on a connection of the pool. */
export async function transaction(pool: pg.Pool, work: (client: pg.ClientBase) => Promise<void>): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await work(client)
    await client.query('COMMIT')
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}
