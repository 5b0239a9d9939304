import type pg from 'pg'
import type { ForeignTicket } from './model.ts'
import type { Report } from './report.ts'
import { keptNumber } from './ticketRow.ts'

/** Ticket numbers: those of the source are kept if they are free here. */
export class Numbers {
  /** By the ticket of the source that has it; null for those of the desk. */
  private taken = new Map<string, string | null>()

  private madeUp = 1_000_000_000

  constructor(
    private readonly report: Report,
    private readonly isDryRun: boolean,
  ) {}

  /** Reserves the numbers of these tickets: new tickets of the desk get higher ones. */
  async reserve(client: pg.ClientBase, tickets: readonly ForeignTicket[]): Promise<void> {
    const numbers = tickets.map(({ number }) => keptNumber(number)).filter((number) => number !== undefined)
    if (numbers.length === 0) return
    const { rows } = await client.query<{ number: string }>(
      'SELECT ticket_number AS number FROM support_tickets WHERE ticket_number = ANY ($1)',
      [numbers],
    )
    this.taken = new Map(rows.map(({ number }) => [number, null]))
    if (this.isDryRun) return
    // Numbers are digits after `TC-`. Never back: somebody may be taking numbers meanwhile.
    const highest = numbers.reduce((max, number) => Math.max(max, Number(number.slice(3))), 0)
    await client.query(
      `SELECT setval('ticket_number_seq', $1) FROM pg_sequences WHERE sequencename = 'ticket_number_seq' AND coalesce(last_value, 0) < $1`,
      [highest],
    )
  }

  /** The number that a new ticket keeps; undefined if it gets the next one. */
  take(ticket: ForeignTicket | null): string | undefined {
    if (!ticket?.number) return this.next()
    const number = keptNumber(ticket.number)
    // A ticket is tried again if the database has rejected its batch.
    if (number !== undefined && (this.taken.get(number) ?? (this.taken.has(number) ? null : ticket.id)) === ticket.id) {
      this.taken.set(number, ticket.id)
      return number
    }
    const why = number === undefined ? 'is not like TC-0001' : 'is taken here'
    this.report.changed(ticket, `its number ${ticket.number} ${why}: it has a new one, and the old one is in its notes`)
    return this.next()
  }

  /** The desk assigns it; a dry run must not use one up. */
  private next(): string | undefined {
    return this.isDryRun ? `TC-${this.madeUp++}` : undefined
  }
}
