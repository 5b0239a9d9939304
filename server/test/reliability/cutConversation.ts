import { eventually } from '../eventually.ts'
import { follow, type Follower, type Resume, type Step } from '../follower.ts'
import type { TcpProxy } from '../tcpProxy.ts'
import { type Actor, openTicket, reply, type TestApp } from '../testApp.ts'

/** The interval of notes, which only staff may see, among the agent's messages. */
const NOTE_EVERY = 4

export interface People {
  buyer: Actor
  seller: Actor
  agent: Actor
}

/** What one reader received, and what was expected. */
export interface Heard {
  follower: Follower
  expected: Step[]
}

/** The three people of a conversation: the seller has joined the buyer's ticket. */
export async function threePeople(app: TestApp): Promise<People> {
  const [buyer, seller, agent] = await Promise.all([app.actor('buyer'), app.actor('seller'), app.actor('agent')])
  return { buyer, seller, agent }
}

/** Adds a person to a ticket. */
export async function join(app: TestApp, actor: Actor, ticketId: string): Promise<void> {
  const id = Buffer.from(ticketId, 'base64').toString().split(':')[1]
  await app.sql('insert into ticket_participants (ticket_id, user_id) values ($1, $2)', [id, actor.id])
}

/**
 * Three roles write in one ticket, `messages` in all, while their readers' connections are cut `cuts` times. Returns what each
 * reader received, in order, and what was expected.
 */
export async function cutConversation(
  app: TestApp,
  { buyer, seller, agent }: People,
  options: { proxy: TcpProxy; messages: number; cuts: number; resume: Resume },
): Promise<Record<keyof People, Heard> & { ticketId: string }> {
  const { proxy, messages, cuts, resume } = options
  const ticket = await openTicket(app, buyer)
  await join(app, seller, ticket.id)
  const cursors = { buyer: ticket.cursor, seller: ticket.cursor, agent: await cursorOf(app, agent, ticket.id) }
  const start = (actor: Actor, cursor: string) => follow(proxy.url, actor, { id: ticket.id, cursor }, resume)
  const readers = {
    buyer: start(buyer, cursors.buyer),
    seller: start(seller, cursors.seller),
    agent: start(agent, cursors.agent),
  }

  const all = Object.values(readers)
  let sent = 0
  let made = 0
  const talk = async (actor: Actor) => {
    while (sent < messages) {
      const n = ++sent
      const audience = actor === agent && n % NOTE_EVERY === 0 ? 'STAFF' : 'PARTICIPANTS'
      await reply(app, actor, ticket.id, `${n} from the ${actor.role}`, { audience })
      if (made < cuts && n >= ((made + 1) * messages) / (cuts + 1)) {
        const cut = ++made
        await eventually('every reader is back', () => all.every(({ connections }) => connections >= cut))
        proxy.cut()
      }
    }
  }
  await Promise.all([talk(buyer), talk(seller), talk(agent)])
  const expected = { staff: await logOf(app, ticket.id, 'seq'), shared: await logOf(app, ticket.id, 'public_seq') }
  return {
    ticketId: ticket.id,
    buyer: { follower: readers.buyer, expected: expected.shared },
    seller: { follower: readers.seller, expected: expected.shared },
    agent: { follower: readers.agent, expected: expected.staff },
  }
}

/** The cursor returned by a person's own query. */
export async function cursorOf(app: Pick<TestApp, 'gql'>, actor: Actor, id: string): Promise<string> {
  const { data } = await app.gql(actor, 'query ($id: ID!) { ticket(id: $id) { cursor } }', { id })
  return data.ticket.cursor
}

/** The messages after the first in the log, in one audience's numbering. */
async function logOf(app: TestApp, ticketId: string, seq: 'seq' | 'public_seq'): Promise<Step[]> {
  const id = Buffer.from(ticketId, 'base64').toString().split(':')[1]
  return app.sql<Step & Record<string, unknown>>(
    `select e.${seq} as seq, m.body from ticket_events e join ticket_messages m on m.id = e.message_id
     where e.ticket_id = $1 and e.${seq} > 1 order by e.seq`,
    [id],
  )
}
