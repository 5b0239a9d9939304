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
  searches: Searches
}

/** Words to search for: in one text of some thousand, in one of twenty or more, pairs of frequent words in one text and in none, and words in between. */
interface Searches {
  rare: string[]
  frequent: string[]
  two: string[]
  apart: string[]
  sometimes: string[]
}

const AGENTS = 16
const TICKETS = 2_000

/** Picks people and tickets from the data, and signs the agents in. */
export async function openDesk({ superuserUrl, roles }: BenchData): Promise<BenchDesk> {
  const { agents, longTickets, tickets, searches } = await withClient(superuserUrl, 'parley bench', async (client) => ({
    // The first agent of the seed is the one who has read markers everywhere.
    agents: (
      await client.query(
        `SELECT u.id, u.email FROM users u LEFT JOIN read_markers r ON r.user_id = u.id WHERE u.role = 'agent' GROUP BY u.id ORDER BY count(*) DESC LIMIT ${AGENTS}`,
      )
    ).rows as { id: string; email: string }[],
    longTickets: await ids(client, `message_count >= 50`),
    tickets: await ids(client, `status IN ('open', 'in_progress')`),
    searches: await searchesIn(client),
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
    searches,
  }
}

async function ids(client: pg.Client, condition: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM support_tickets WHERE ${condition} ORDER BY md5(id::text) LIMIT ${TICKETS}`,
  )
  return rows.map(({ id }) => id)
}

const SAMPLE = 20_000

async function searchesIn(client: pg.Client): Promise<Searches> {
  const { rows } = await client.query<{ word: string; ndoc: number }>(`
    SELECT word, ndoc FROM ts_stat('SELECT vector FROM search_documents ORDER BY md5(id::text) LIMIT ${SAMPLE}')
    WHERE word ~ '^[a-z]{5,}$|^[0-9]{5,}$' ORDER BY md5(word)`)
  const words = (from: number, to: number) =>
    rows.filter(({ ndoc }) => ndoc >= from && ndoc <= to).map(({ word }) => word)
  await client.query('SET enable_seqscan = off')
  const { rows: pairs } = await client.query<{ pair: string; together: boolean }>(
    `SELECT DISTINCT a.word || ' ' || b.word AS pair, EXISTS (SELECT FROM search_documents WHERE vector @@ (a.word || ' & ' || b.word)::tsquery) AS together
     FROM unnest($1::text[]) AS a (word), unnest($1::text[]) AS b (word) WHERE a.word < b.word`,
    [words(SAMPLE / 100, SAMPLE).slice(0, 14)],
  )
  const pairsThat = (occur: boolean) => pairs.filter(({ together }) => together === occur).map(({ pair }) => pair)
  return {
    rare: words(1, 4).slice(0, 500),
    frequent: words(SAMPLE / 20, SAMPLE),
    two: pairsThat(true).slice(0, 50),
    apart: pairsThat(false).slice(0, 10),
    sometimes: [
      words(SAMPLE / 1000, SAMPLE / 400),
      words(SAMPLE / 400, SAMPLE / 150),
      words(SAMPLE / 150, SAMPLE / 40),
    ].flatMap((some) => some.slice(0, 4)),
  }
}
