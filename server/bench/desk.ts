import type pg from 'pg'
import { withClient } from '../src/platform/database/connect.ts'
import type { BenchData } from './data.ts'
import { makePrivate, type Privacy } from './privacy.ts'
import { searchesIn, type Searches } from './searchWords.ts'
import { signIn, type Session } from './sessions.ts'

/** Who looks, and at what. */
export interface BenchDesk {
  /** Agents who are signed in, the first of them with read markers in half of all tickets. */
  agents: Session[]
  /** Tickets with 50 messages or more. */
  longTickets: string[]
  /** Tickets with 110 entries or more: they have a whole page before the last one. */
  deepTickets: string[]
  /** Tickets that are replied to: many, so that nobody waits for another's lock. */
  tickets: string[]
  /** Tickets that bulk changes are made to, all of medium priority. */
  batchTickets: string[]
  searches: Searches
}

/** A requester who is signed in, and one of their open tickets. */
export interface Requester {
  session: Session
  ticketId: string
}

type Database = Pick<BenchData, 'roles' | 'superuserUrl' | 'secret'>

export const AGENTS = 16
const TICKETS = 2_000
const DEEP_TICKETS = 200
const BATCH_TICKETS = 4_000

/** Picks people and tickets from the data, makes the desk as private as asked for, and signs the agents in. */
export async function openDesk(data: Database, privacy?: Privacy): Promise<BenchDesk> {
  const { agentIds, ...found } = await withClient(data.superuserUrl, 'parley bench', async (client) => {
    const tickets = await ids(client, `status IN ('open', 'in_progress')`, TICKETS)
    const longTickets = await ids(client, 'message_count >= 50', TICKETS)
    const deepTickets = await ids(client, 'last_seq >= 110', DEEP_TICKETS)
    const batchTickets = await batchTicketsOf(client, tickets)
    const agentIds = await agentsOf(client)
    const asked = [...tickets, ...longTickets, ...deepTickets, ...batchTickets]
    if (privacy) await makePrivate(client, privacy, { agentIds, asked })
    return {
      agentIds,
      tickets,
      longTickets: longTickets.length > 0 ? longTickets : tickets,
      deepTickets,
      batchTickets,
      searches: await searchesIn(client),
    }
  })
  return { ...found, agents: await signIn(data, agentIds) }
}

async function agentsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT u.id FROM users u LEFT JOIN read_markers r ON r.user_id = u.id WHERE u.role = 'agent' GROUP BY u.id ORDER BY count(*) DESC LIMIT ${AGENTS}`,
  )
  return rows.map(({ id }) => id)
}

/** None of those that are replied to, as long as there are enough others. */
async function batchTicketsOf(client: pg.Client, others: string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM support_tickets WHERE status <> 'closed' ORDER BY id = ANY ($1::uuid[]), md5(id::text) LIMIT ${BATCH_TICKETS}`,
    [others],
  )
  const batch = rows.map(({ id }) => id)
  // The log's triggers do not act on a ticket's own columns: this is the state to start from, not a change of it.
  await client.query(`UPDATE support_tickets SET priority = 'medium' WHERE id = ANY ($1::uuid[])`, [batch])
  return batch
}

async function ids(client: pg.Client, condition: string, most: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM support_tickets WHERE ${condition} ORDER BY md5(id::text) LIMIT ${most}`,
  )
  return rows.map(({ id }) => id)
}

/** This many agents, signed in; people are added where the desk has too few. */
export async function manyAgents(data: Database, count: number): Promise<Session[]> {
  const found = await withClient(data.superuserUrl, 'parley bench', async (client) => {
    const { rows } = await client.query<{ missing: number }>(
      `SELECT greatest(0, $1 - count(*))::int AS missing FROM users WHERE role = 'agent' AND disabled_at IS NULL`,
      [count],
    )
    await client.query(
      `INSERT INTO users (name, email, role) SELECT 'Agent ' || n, 'agent.' || gen_random_uuid() || '@bench.parley.example', 'agent' FROM generate_series(1, $1) n`,
      [rows[0]!.missing],
    )
    return client.query<{ id: string }>(
      `SELECT id FROM users WHERE role = 'agent' AND disabled_at IS NULL ORDER BY id LIMIT $1`,
      [count],
    )
  })
  return signIn(
    data,
    found.rows.map(({ id }) => id),
  )
}

/** This many requesters (fewer if the desk has no more), signed in, each with an open ticket. */
export async function manyRequesters(data: Database, count: number): Promise<Requester[]> {
  const { rows } = await withClient(data.superuserUrl, 'parley bench', (client) =>
    client.query<{ userId: string; ticketId: string }>(
      `SELECT DISTINCT ON (requester_id) requester_id AS "userId", id AS "ticketId" FROM support_tickets
       WHERE status IN ('open', 'in_progress') AND requester_role = 'buyer' ORDER BY requester_id, id LIMIT $1`,
      [count],
    ),
  )
  const sessions = await signIn(
    data,
    rows.map(({ userId }) => userId),
  )
  return sessions.map((session, n) => ({ session, ticketId: rows[n]!.ticketId }))
}
