import pg from 'pg'
import { withClient } from '../src/platform/database/connect.ts'
import { issueToken } from '../src/viewer/apiTokens.ts'
import type { BenchData } from './data.ts'

/** Who looks, and at what. */
export interface BenchDesk {
  agentId: string
  /** API tokens of agents, the first of the one who looks. */
  tokens: string[]
  /** Tickets with 50 messages or more. */
  longTickets: string[]
  /** Tickets that are replied to: many, so that nobody waits for another's lock. */
  tickets: string[]
}

const AGENTS = 16
const TICKETS = 2_000

/** Picks people and tickets from the data, and signs the agents in. */
export async function openDesk({ superuserUrl, roles }: BenchData): Promise<BenchDesk> {
  const { agents, longTickets, tickets } = await withClient(superuserUrl, 'parley bench', async (client) => ({
    // The first agent of the seed is the one who has read markers everywhere.
    agents: (
      await client.query(
        `SELECT u.id, u.email FROM users u LEFT JOIN read_markers r ON r.user_id = u.id WHERE u.role = 'agent' GROUP BY u.id ORDER BY count(*) DESC LIMIT ${AGENTS}`,
      )
    ).rows as { id: string; email: string }[],
    longTickets: await ids(client, `message_count >= 50`),
    tickets: await ids(client, `status IN ('open', 'in_progress')`),
  }))
  const auth = new pg.Pool({ connectionString: roles.auth, options: '-c parley.viewer_role=auth', max: 1 })
  const tokens: string[] = []
  for (const { email } of agents) tokens.push(await issueToken(auth, email))
  await auth.end()
  return {
    agentId: agents[0]!.id,
    tokens,
    longTickets: longTickets.length > 0 ? longTickets : tickets,
    tickets,
  }
}

async function ids(client: pg.Client, condition: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM support_tickets WHERE ${condition} ORDER BY md5(id::text) LIMIT ${TICKETS}`,
  )
  return rows.map(({ id }) => id)
}
