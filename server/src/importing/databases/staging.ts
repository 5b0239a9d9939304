import { createHash } from 'node:crypto'
import type pg from 'pg'
import { bulkInsert } from '../bulk/insertRows.ts'
import type {
  ForeignFile,
  ForeignMessage,
  ForeignPerson,
  ForeignRequest,
  ForeignSession,
  ForeignShop,
  ForeignTicket,
  Requester,
} from './model.ts'
import type { Report } from './report.ts'

const BATCH_ROWS = 2_000
const BATCH_CHARACTERS = 8 * 1024 * 1024
const FETCHED = 100

interface StagedMessage {
  position: number
  message: ForeignMessage
}

const messageRows = bulkInsert<StagedMessage>('import_messages', [
  { name: 'position', type: 'int4', value: ({ position }) => position },
  { name: 'ticket', type: 'text', value: ({ message }) => message.ticketId },
  { name: 'requester', type: 'text', value: ({ message }) => requesterKey(message) },
  { name: 'at', type: 'text', value: ({ message }) => message.at },
  { name: 'message', type: 'text', value: ({ message }) => JSON.stringify(message) },
])
const ticketRows = bulkInsert<string>('import_tickets', [{ name: 'ticket', type: 'text', value: (id) => id }])

// Conversations by their first message, so that new numbers follow time; in each of them the order of time, then of the source.
const IN_ORDER = `
  DECLARE staged NO SCROLL CURSOR WITH HOLD FOR
  SELECT key, message FROM (
    SELECT m.position, m.at, m.message, CASE WHEN t.ticket IS NULL THEN m.requester ELSE 't:' || m.ticket END AS key
    FROM import_messages m LEFT JOIN import_tickets t USING (ticket)) m
  ORDER BY min(at COLLATE "C") OVER (PARTITION BY key), key, at COLLATE "C", position`

/** The name of whoever's conversation a message belongs to. */
function requesterKey({ personId, shopId }: Requester): string {
  return personId === null && shopId !== null ? `s:${shopId}` : `p:${personId ?? ''}`
}

/**
 * Collects what was read until the source has been read completely: its tables come in any order. Messages are kept in a
 * temporary table of the desk's database, which also sorts them; everything else in memory.
 */
export class Staging {
  readonly people = new Map<string, ForeignPerson>()
  readonly shops = new Map<string, ForeignShop>()
  readonly tickets = new Map<string, ForeignTicket>()
  readonly files: ForeignFile[] = []
  readonly requests: ForeignRequest[] = []
  readonly sessions: ForeignSession[] = []
  /** The time of the last message that was added. */
  lastTime: string | undefined
  private readonly texts = new Map<string, string>()
  private pending: StagedMessage[] = []
  private characters = 0
  private position = 0

  constructor(
    private readonly client: pg.ClientBase,
    private readonly report: Report,
  ) {}

  /** The number of messages. */
  get size(): number {
    return this.position
  }

  async open(): Promise<void> {
    await this.client.query(`
      DROP TABLE IF EXISTS pg_temp.import_messages, pg_temp.import_tickets;
      CREATE TEMPORARY TABLE import_messages (position int, ticket text, requester text, at text, message text);
      CREATE TEMPORARY TABLE import_tickets (ticket text PRIMARY KEY)`)
  }

  /** A person. What an earlier row left out is added. */
  addPerson(person: ForeignPerson): void {
    const known = this.people.get(person.id)
    if (!known) return void this.people.set(person.id, person)
    known.name ??= person.name
    known.email ??= person.email
    // A role other than that of every account is what somebody has set.
    if (person.role && (known.role === null || known.role === 'buyer')) known.role = person.role
    known.createdAt ??= person.createdAt
  }

  addTicket(ticket: ForeignTicket): void {
    if (this.tickets.has(ticket.id)) this.report.lost(ticket, 'has the same id as an earlier ticket')
    else this.tickets.set(ticket.id, ticket)
  }

  /**
   * A message. One that was read before is skipped; another text under the same id is kept, under an id of its own. Without an
   * id, what it contains identifies it.
   */
  async addMessage(message: ForeignMessage): Promise<void> {
    const { kind, sender, ticketId, personId, shopId, at, body } = message
    this.lastTime = at
    const digest = digestOf([sender, ticketId, personId, shopId, at, body])
    const id = message.id || `#${digest}`
    const key = `${kind} ${id}`
    const known = this.texts.get(key)
    if (known === digest) return this.report.lost(message, 'is a duplicate of an earlier row')
    if (known !== undefined) this.report.changed(message, 'has the same id as an earlier row with other contents')
    this.texts.set(known === undefined ? key : `${key}#${digest}`, digest)
    const own = known === undefined ? id : `${id}#${digest}`
    this.pending.push({ position: this.position++, message: { ...message, id: own } })
    this.characters += body.length
    if (this.pending.length >= BATCH_ROWS || this.characters >= BATCH_CHARACTERS) await this.flush()
  }

  /** All messages with the name of their conversation, in the order in which they are imported. */
  async *messages(): AsyncGenerator<{ key: string; message: ForeignMessage }> {
    await this.flush()
    await ticketRows.into(this.client, [...this.tickets.keys()])
    await this.client.query('ANALYZE import_messages, import_tickets')
    await this.client.query(IN_ORDER)
    for (;;) {
      const { rows } = await this.client.query<{ key: string; message: string }>(`FETCH ${FETCHED} FROM staged`)
      if (rows.length === 0) break
      for (const { key, message } of rows) yield { key, message: JSON.parse(message) as ForeignMessage }
    }
    await this.client.query('CLOSE staged')
  }

  private async flush(): Promise<void> {
    await messageRows.into(this.client, this.pending)
    this.pending = []
    this.characters = 0
  }
}

function digestOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
}
