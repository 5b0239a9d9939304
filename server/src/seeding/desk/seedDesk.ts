import { setImmediate } from 'node:timers/promises'
import type pg from 'pg'
import { bulkInsert, textArray } from '../../importing/bulk/insertRows.ts'
import { StartError } from '../../platform/errors/startError.ts'
import { BUYER_TRADES, SELLER_TRADES } from '../words/trades.ts'
import { Lanes, transaction } from './lanes.ts'
import { makePeople, type DeskPerson, type DeskShop, type People } from './people.ts'
import { crowdFor, messagesPerTicket, type DeskSize } from './plan.ts'
import { Random } from './random.ts'
import { makeTicket, type DeskTicket } from './ticket.ts'
import { createdAtOf } from './times.ts'

/** The result of a seed. */
interface Seeded {
  tickets: number
  messages: number
  /** A person of each role, to sign in as. */
  emails: { buyer: string; seller: string; agent: string; admin: string }
}

/** The number of messages per transaction, with their tickets. */
const BATCH_MESSAGES = 20_000
const YIELD_EVERY = 20
/** Earlier forks are used for people and lengths. */
const FIRST_TICKET_FORK = 100

const userRows = bulkInsert<DeskPerson>('users', [
  { name: 'id', type: 'uuid', value: ({ id }) => id },
  { name: 'name', type: 'text', value: ({ name }) => name },
  { name: 'email', type: 'text', value: ({ email }) => email },
  { name: 'role', type: 'user_role', value: ({ role }) => role },
  { name: 'expertise', type: 'text', as: 'text[]', value: ({ expertise }) => textArray(expertise) },
])
const shopRows = bulkInsert<DeskShop>('sellers', [
  { name: 'id', type: 'uuid', value: ({ id }) => id },
  { name: 'shop_name', type: 'text', value: ({ name }) => name },
  { name: 'owner_id', type: 'uuid', value: ({ ownerId }) => ownerId },
])
const teamRows = bulkInsert<string>('teams', [{ name: 'name', type: 'text', value: (name) => name }])

/**
 * Fills the database (over the pool of parley_maintenance) with a desk of this size. The same size and seed give the same ids
 * and texts, so that a second run adds nothing, and an interrupted one is completed.
 */
export async function seedDesk(
  pool: pg.Pool,
  size: DeskSize,
  options: { now?: number; onProgress?(tickets: number): void } = {},
): Promise<Seeded> {
  checkSize(size)
  const now = options.now ?? Date.now()
  const random = Random.from(`desk ${size.seed}: ${size.tickets} tickets, ${size.messages} messages`)
  const mark = (random.bits() >>> 0).toString(36)
  const people = makePeople(crowdFor(size), random.fork(1), mark)
  const lengths = messagesPerTicket(size, random.fork(2))
  await transaction(pool, (client) => addPeople(client, people))
  const lanes = new Lanes(pool)
  for await (const { tickets, upTo } of makeBatches(random, people, lengths, now)) {
    await lanes.write(tickets, () => options.onProgress?.(upTo))
  }
  await lanes.end()
  const [{ email: buyer }, { email: seller }] = [people.buyers[0]!, people.sellers[0]!]
  return { ...lanes.added, emails: { buyer, seller, agent: people.agents[0]!.email, admin: people.admins[0]!.email } }
}

async function* makeBatches(
  random: Random,
  people: People,
  lengths: Int32Array,
  now: number,
): AsyncGenerator<{ tickets: DeskTicket[]; upTo: number }> {
  let tickets: DeskTicket[] = []
  let messages = 0
  for (const [n, length] of lengths.entries()) {
    const own = random.fork(n + FIRST_TICKET_FORK)
    const createdAt = createdAtOf(own, n, lengths.length, now)
    tickets.push(makeTicket(own, people, { createdAt, now, length }))
    messages += length
    // Lets the database's responses be processed in the meantime.
    if (n % YIELD_EVERY === 0) await setImmediate()
    if (messages < BATCH_MESSAGES) continue
    yield { tickets, upTo: n + 1 }
    tickets = []
    messages = 0
  }
  if (tickets.length > 0) yield { tickets, upTo: lengths.length }
}

function checkSize({ tickets, messages, seed }: DeskSize): void {
  const whole = [tickets, messages, seed].every((value) => Number.isSafeInteger(value) && value >= 0)
  if (!whole) throw new StartError('Tickets, messages and seed must be whole numbers.')
  if (tickets < 1) throw new StartError('A desk needs at least one ticket.')
  if (messages < tickets)
    throw new StartError('Every ticket has at least one message: --messages must not be less than --tickets.')
}

async function addPeople(client: pg.ClientBase, { buyers, sellers, agents, admins, shops }: People): Promise<void> {
  const teams = [...BUYER_TRADES, ...SELLER_TRADES].map(({ team }) => team)
  await teamRows.into(client, [...new Set(teams)])
  await userRows.into(client, [...agents, ...admins, ...sellers, ...buyers])
  await shopRows.into(client, shops)
}
