import { globalId } from '../src/graphql/globalId.ts'
import { type BenchDesk, manyAgents, manyRequesters } from './desk.ts'
import { clientDocument, type Operation } from './documents.ts'
import type { FanOutLoad, Subscriber } from './fanOutLoad.ts'
import { sendOnce } from './httpLoad.ts'
import { clientRequest, limitReply, ourReply, ourThread } from './requests.ts'
import type { Bench, Side } from './rounds.ts'
import type { Session } from './sessions.ts'

/** A feed that many follow while messages are sent. */
export interface FanOut {
  name: string
  /** At most this many times the limit's processor time for each delivery. */
  target?: number
  loadFor(side: Side, frameBytes: number): Promise<FanOutLoad>
}

const MESSAGES_PER_SECOND = 20
/** How many tabs and devices each person has. */
const SOCKETS_OF_A_PERSON = 5

/** The fan-outs of both feeds: to staff in these numbers of sockets, to agents on the inbox, and to requesters. */
export async function fanOutsFor({ data, options }: Bench, desk: BenchDesk): Promise<FanOut[]> {
  const { sockets, people } = options
  const agents = await manyAgents(data, Math.max(people, Math.ceil(Math.max(...sockets) / SOCKETS_OF_A_PERSON)))
  const requesters = await manyRequesters(data, people)
  const ticketId = desk.tickets[0]!
  const last = sockets.at(-1)
  const toStaff = sockets.flatMap((count): FanOut[] => {
    const who = agents.slice(0, Math.ceil(count / SOCKETS_OF_A_PERSON))
    const target = count === last ? { target: 1.6 } : {}
    return [
      {
        name: `ticket feed to ${count.toLocaleString('en')} sockets of ${who.length} agents`,
        ...target,
        loadFor: shared(options, desk, { who, sockets: count, feed: ticketFeed(ticketId), tickets: [ticketId] }),
      },
      {
        name: `inbox feed to ${count.toLocaleString('en')} sockets of ${who.length} agents`,
        ...target,
        loadFor: shared(options, desk, { who, sockets: count, feed: inboxFeed, tickets: desk.tickets }),
      },
    ]
  })
  const onInbox = agents.slice(0, people)
  return [
    ...toStaff,
    {
      name: `${onInbox.length.toLocaleString('en')} agents on the inbox, ${MESSAGES_PER_SECOND} changes/s`,
      target: 2,
      loadFor: shared(options, desk, { who: onInbox, sockets: onInbox.length, feed: inboxFeed, tickets: desk.tickets }),
    },
    {
      name: `${requesters.length.toLocaleString('en')} requesters in their own tickets, ${MESSAGES_PER_SECOND} replies/s`,
      loadFor: async (side, frameBytes) => ({
        ...paced(options, side),
        sockets: requesters.length,
        to: 'one',
        requests: requesters.map(({ ticketId: own }, n) => replyTo(side, desk, own, n, `/send/${frameBytes}`)),
        ...(side.name === 'ours' && {
          subscribe: {
            documentId: clientDocument('TicketEvents').id,
            subscribers: await inSequence(requesters, async ({ session, ticketId: own }) =>
              subscriber(session, {
                ticketId: globalId('Ticket', own),
                after: await cursorOf(side, session, own),
                withPermissions: true,
              }),
            ),
          },
        }),
      }),
    },
  ]
}

interface Shared {
  who: Session[]
  sockets: number
  feed: Feed
  /** Replied to in turn. */
  tickets: string[]
}

/** Which document is followed, and its variables from where the first of the people has read up to. */
interface Feed {
  operation: Operation
  variables(side: Side, session: Session): Promise<object>
}

const inboxFeed: Feed = {
  operation: 'InboxEvents',
  variables: async (side, session) => {
    const page = clientRequest(session, 'TicketPage', { filter: {}, orderBy: null, first: 50, after: null })
    return { after: JSON.parse(await sendOnce(side.port, page)).data.tickets.cursor, withPermissions: false }
  },
}

const ticketFeed = (ticketId: string): Feed => ({
  operation: 'TicketEvents',
  variables: async (side, session) => ({
    ticketId: globalId('Ticket', ticketId),
    after: await cursorOf(side, session, ticketId),
    withPermissions: false,
  }),
})

/** Every socket gets everything. */
function shared(
  options: Bench['options'],
  desk: BenchDesk,
  { who, sockets, feed, tickets }: Shared,
): FanOut['loadFor'] {
  return async (side, frameBytes) => {
    const requests = tickets.map((id, n) => replyTo(side, desk, id, n, `/broadcast/${frameBytes}`))
    const load = { ...paced(options, side), sockets, to: 'all' as const, requests }
    if (side.name === 'limit') return load
    const variables = await feed.variables(side, who[0]!)
    const subscribers = who.map((session) => subscriber(session, variables))
    return { ...load, subscribe: { documentId: clientDocument(feed.operation).id, subscribers } }
  }
}

function paced({ seconds }: Bench['options'], { port }: Side) {
  return { port, perSecond: MESSAGES_PER_SECOND, seconds }
}

function replyTo(side: Side, { agents }: BenchDesk, ticketId: string, n: number, path: string) {
  const agent = agents[n % agents.length]!
  return side.name === 'ours' ? ourReply(agent, ticketId) : limitReply(path, ticketId, agent.userId)
}

function subscriber({ userId, cookie }: Session, variables: object): Subscriber {
  return { cookie, viewer: globalId('User', userId), variables }
}

async function cursorOf({ port }: Side, session: Session, ticketId: string): Promise<string> {
  return JSON.parse(await sendOnce(port, ourThread(session, ticketId))).data.ticket.cursor
}

async function inSequence<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (const item of items) done.push(await work(item))
  return done
}
