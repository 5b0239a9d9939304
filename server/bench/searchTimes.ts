import { readFileSync } from 'node:fs'
import type pg from 'pg'
import { readEnv } from '../src/env.ts'
import { connect, withClient } from '../src/platform/database/connect.ts'
import { startChild } from './child.ts'
import { openData, type BenchData } from './data.ts'
import { openDesk, type BenchDesk } from './desk.ts'
import { sendOnce } from './httpLoad.ts'
import { readOptions } from './options.ts'
import { clientRequest, ourReply } from './requests.ts'
import { signIn, type Session } from './sessions.ts'
import { quantile } from './stats.ts'

/** What is to be kept for every search (issue 11). */
const LIMIT_MS = 50
const ROUNDS = 5
const REPLIES = 300
/** How many hits a page of the client has. */
const PAGE = 50

interface Times {
  /** Processor time of PostgreSQL and elapsed time of whole requests, in milliseconds. */
  postgres: number[]
  elapsed: number[]
  hits: number
}

/** `pnpm bench searches`: PostgreSQL's time for each kind of search, through the whole product, and what the index costs a reply. */
export async function benchSearches(args: string[]): Promise<void> {
  const options = readOptions(args)
  const data = await openData(readEnv(), options, console.log)
  try {
    const desk = await openDesk(data)
    const { child, answer: port } = await startChild<number>('./ourServer.ts', {
      roles: data.roles,
      secret: data.secret,
    })
    const watch = await connect(data.superuserUrl, 'parley bench')
    try {
      const slow = await measureSearches(port, watch, data, desk)
      if (!options.only) await measureReplies(port, watch, desk)
      if (slow > 0) process.exitCode = 1
    } finally {
      await watch.end()
      await child.stop()
    }
  } finally {
    await data.close()
  }
}

async function measureSearches(port: number, watch: pg.Client, data: BenchData, desk: BenchDesk): Promise<number> {
  const people = await peopleOf(data, desk)
  let slow = 0
  console.log('PostgreSQL time, median and worst, and elapsed time, median, in ms; hits on the first page')
  for (const [who, kind, queries] of kindsFor(desk)) {
    const token = people[who]
    const times: Times = { postgres: [], elapsed: [], hits: 0 }
    for (let round = 0; round < ROUNDS; round++)
      for (const query of queries) await timeSearch(port, watch, token, query, round > 0 ? times : undefined)
    const worst = Math.max(...times.postgres)
    if (worst > LIMIT_MS) slow++
    const shown = [quantile(times.postgres, 0.5), worst, quantile(times.elapsed, 0.5)].map((ms) =>
      ms.toFixed(1).padStart(7),
    )
    console.log(
      `${`${who}: ${kind}`.padEnd(48)} ${shown.join(' ')} ${String(times.hits).padStart(4)}${worst > LIMIT_MS ? '  too slow' : ''}`,
    )
  }
  return slow
}

type Who = 'agent' | 'buyer' | 'seller'

/** Who searches, for what kind of query, and some queries of this kind. */
function kindsFor({ searches: { rare, frequent, two, apart, sometimes } }: BenchDesk): [Who, string, string[]][] {
  const [first, second] = [frequent[0]!, frequent[1]!]
  const both: [string, string[]][] = [
    ['rare word', rare.slice(0, 10)],
    ['frequent word', frequent.slice(0, 10)],
    ['two words', two.slice(0, 10)],
    ['word in one text of 40 to 1,000', sometimes],
    ['two frequent words that never occur together', apart],
    ['word with a typing error', ['delivvery', 'warehuose', 'custmer', 'zzeppelin']],
    ['two words, one with a typing error', [`${first} delivvery`, `${second} warehuose`]],
    ['beginning of a word, three letters', ['ord', 'war', 'pre', 'PL-']],
    ['quotation', ['"stayed at home"', '"the confirmation came"', '"at home stayed"']],
    ['Japanese and Arabic', ['注文', '状況を教え', 'طلبي', 'של']],
    ['email address, whole and in part', ['anna.smith@example.com', 'example.com', 'anna']],
    ['URL', ['https://shop.example/orders/4711?ref=mail', 'www.example.com']],
    ['order number, whole and in part', ['PL-482917', '482917', 'PL-48', 'TC-0001', 'TC-77']],
    ['name', ['marta', 'garcia', 'mira garcia']],
    [
      'alternatives',
      [`${first} or ${second} or zeppelin`, rare.slice(0, 12).join(' or '), frequent.slice(0, 12).join(' or ')],
    ],
    ['exclusion', [`${first} -${second}`, `-${first} is:open`, `-${first} -${second}`]],
    [
      'fifty words',
      [Array.from({ length: 50 }, (_, n) => frequent[n % frequent.length]).join(' '), rare.slice(0, 50).join(' ')],
    ],
    ['filters alone', ['is:open', 'is:unread', 'tag:delivery is:closed', 'from:marta', 'after:2026-01-01 is:resolved']],
    [
      'frequent word and filters',
      [
        'is:open',
        'is:unread',
        'is:starred',
        'tag:customs',
        'from:marta',
        'from:"mira garcia"',
        'in:subject',
        'before:2020-01-01',
        'after:2026-11-01',
        '-is:closed',
      ].map((filter) => `${first} ${filter}`),
    ],
    [
      'rare word and filters',
      ['is:open', 'tag:customs', 'from:marta', 'before:2020-01-01'].map((filter) => `${rare[0]} ${filter}`),
    ],
  ]
  const staff: [string, string[]][] = [
    ['notes', [`${first} in:notes`, 'warehouse in:notes', 'zeppelin in:notes']],
    ['assignee', [`${first} assignee:me`, `${first} assignee:none`, `${first} assignee:marta`, 'assignee:me']],
  ]
  return [
    ...[...both, ...staff].map(([kind, queries]) => ['agent', kind, queries] as [Who, string, string[]]),
    ...both.flatMap(([kind, queries]) =>
      (['buyer', 'seller'] as const).map((who) => [who, kind, queries] as [Who, string, string[]]),
    ),
  ]
}

/** An agent, a buyer with a few tickets, and the seller with the most. */
async function peopleOf(data: BenchData, desk: BenchDesk): Promise<Record<Who, Session>> {
  const found = await withClient(data.superuserUrl, 'parley bench', async (client) => {
    const idOf = async (role: string, order: string) =>
      (
        await client.query<{ id: string }>(
          `SELECT u.id FROM users u JOIN support_tickets t ON t.requester_id = u.id WHERE u.role = $1 GROUP BY u.id ORDER BY ${order} LIMIT 1`,
          [role],
        )
      ).rows[0]!.id
    return [await idOf('buyer', 'abs(count(*) - 4), u.id'), await idOf('seller', 'count(*) DESC')]
  })
  const [buyer, seller] = await signIn(data, found)
  return { agent: desk.agents[0]!, buyer: buyer!, seller: seller! }
}

async function timeSearch(
  port: number,
  watch: pg.Client,
  session: Session,
  query: string,
  into: Times | undefined,
): Promise<void> {
  const before = await postgresTime(watch)
  const started = performance.now()
  const search = clientRequest(session, 'SearchPage', { query, first: PAGE, after: null })
  const answer = JSON.parse(await sendOnce(port, search))
  const elapsed = performance.now() - started
  if (answer.errors) throw new Error(`${query}: ${JSON.stringify(answer.errors)}`)
  if (!into) return
  into.postgres.push((await postgresTime(watch)) - before)
  into.elapsed.push(elapsed)
  into.hits = Math.max(into.hits, answer.data.search.edges.length)
}

/** The processor time of the product's connections so far, in milliseconds. */
async function postgresTime(watch: pg.Client): Promise<number> {
  const { rows } = await watch.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE application_name IN ('parley staff', 'parley requester') AND datname = current_database()`,
  )
  return rows.reduce(
    (sum, { pid }) => sum + Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
    0,
  )
}

/** Replies with the index and without it, in turns. */
async function measureReplies(port: number, watch: pg.Client, desk: BenchDesk): Promise<void> {
  const spent: Record<string, number[]> = { with: [], without: [] }
  for (let round = 0; round <= ROUNDS * 2; round++) {
    const side = round % 2 === 0 ? 'with' : 'without'
    await watch.query(`ALTER TABLE ticket_messages ${side === 'with' ? 'ENABLE' : 'DISABLE'} TRIGGER index_messages`)
    const before = await postgresTime(watch)
    for (let n = 0; n < REPLIES; n++) await sendReply(port, desk, round * REPLIES + n)
    if (round > 0) spent[side]!.push(((await postgresTime(watch)) - before) / REPLIES)
  }
  const [withIndex, without] = [quantile(spent['with']!, 0.5), quantile(spent['without']!, 0.5)]
  console.log(
    `A reply, PostgreSQL time: ${withIndex.toFixed(2)} ms with the index, ${without.toFixed(2)} ms without it.`,
  )
}

async function sendReply(port: number, { agents, tickets }: BenchDesk, n: number): Promise<void> {
  const request = ourReply(agents[n % agents.length]!, tickets[n % tickets.length]!)
  const { data } = JSON.parse(await sendOnce(port, request)) as { data?: { reply?: { message: unknown } } }
  if (!data?.reply?.message) throw new Error('A reply failed.')
}
