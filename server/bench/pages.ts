import { globalId } from '../src/graphql/globalId.ts'
import type { BenchData } from './data.ts'
import { type BenchDesk, manyRequesters, type Requester } from './desk.ts'
import { sendOnce, type LoadRequest } from './httpLoad.ts'
import { clientRequest, limitGet, limitPost, limitReply, ourReply, ourThread } from './requests.ts'
import type { Session } from './sessions.ts'

/** What a side is asked: one of many requests by chance, or lanes, whose requests have to be sent one after another. */
type Asked = { requests: LoadRequest[] } | { lanes: LoadRequest[][] }

/** One thing that is measured over HTTP: what is asked of the limit, and of the product. */
export interface Page {
  name: string
  limit: Asked
  ours: Asked
  /** The product's share of the limit's operations a second that is to be reached. Without one it is told and not judged. */
  target?: number
  /** Whether an answer holds what it should, so that nothing is measured that doesn't work. */
  isRight(side: 'limit' | 'ours', answer: any): boolean
}

/** The view with which an agent's screen opens, as `client/src/views/views.ts` has it, and the one of all tickets. */
const OPEN = { status: ['OPEN', 'IN_PROGRESS'] }
const EVERYTHING = {}
/** The newest activity first: the order of both (`toOrder` of `client/src/views/filter.ts`). */
const UPDATED = { field: 'UPDATED_AT', direction: 'DESC' }
/** The pages of the client: `client/src/graphql/Pager.ts` and `client/src/messages/threadLog.ts`. */
const PAGE = 50
/** How many tickets one bulk change of the client has at most: `client/src/batches/batch.ts`. */
const BATCH = 100

/** How many buyers read and write. */
const BUYERS = 200

/** Everything that is measured over HTTP. `port` is the product's: it is asked where older pages begin. */
export async function pagesFor(data: BenchData, desk: BenchDesk, port: number): Promise<Page[]> {
  const searches = (['rare', 'frequent', 'two'] as const).flatMap((kind) => searchPage(desk, kind))
  return [
    inbox(desk, 'inbox, all tickets', EVERYTHING, 'inbox'),
    { ...inbox(desk, 'inbox, filtered', OPEN, 'inbox-open'), target: 1 },
    counts(desk),
    thread(desk),
    ...(await older(desk, port)),
    ...searches,
    reply(desk),
    ...batch(desk),
    ...ofBuyers(await manyRequesters(data, BUYERS)),
  ]
}

/** What the limit does for an agent is what it does for a buyer. */
function ofBuyers(buyers: Requester[]): Page[] {
  return [
    {
      name: 'buyer’s conversation',
      limit: { requests: buyers.map(({ session, ticketId }) => limitGet('thread', ticketId, session.userId)) },
      ours: { requests: buyers.map(({ session, ticketId }) => ourThread(session, ticketId)) },
      isRight: (side, answer) => entriesOf(side, answer).length > 0,
    },
    {
      name: 'buyer’s message',
      limit: { requests: buyers.map(({ session, ticketId }) => limitReply('/reply', ticketId, session.userId)) },
      ours: { requests: buyers.map(({ session, ticketId }) => ourReply(session, ticketId)) },
      isRight: isReply,
    },
  ]
}

const agentOf = ({ agents }: BenchDesk, n: number): Session => agents[n % agents.length]!

function inbox(desk: BenchDesk, name: string, filter: object, path: string): Page {
  return {
    name,
    limit: { requests: desk.agents.map(({ userId }) => limitGet(path, userId)) },
    ours: {
      requests: desk.agents.map((agent) =>
        clientRequest(agent, 'TicketPage', { filter, orderBy: UPDATED, first: PAGE, after: null }),
      ),
    },
    isRight: (side, answer) =>
      side === 'limit'
        ? answer.tickets.length === PAGE && answer.total > PAGE
        : answer.data.tickets.edges.length === PAGE && answer.data.tickets.totalCount > PAGE,
  }
}

function counts(desk: BenchDesk): Page {
  return {
    name: 'numbers of the rail',
    limit: { requests: desk.agents.map(({ userId }) => limitGet('counts', userId)) },
    ours: { requests: desk.agents.map((agent) => clientRequest(agent, 'TicketCounts', {})) },
    isRight: (side, answer) => (side === 'limit' ? answer : answer.data.ticketCounts).total > 0,
  }
}

function thread(desk: BenchDesk): Page {
  return {
    name: 'thread',
    target: 0.9,
    limit: { requests: desk.longTickets.map((id, n) => limitGet('thread', id, agentOf(desk, n).userId)) },
    ours: { requests: desk.longTickets.map((id, n) => ourThread(agentOf(desk, n), id)) },
    isRight: (side, answer) => entriesOf(side, answer).length > 0,
  }
}

/** A desk without long conversations has no older pages. */
async function older(desk: BenchDesk, port: number): Promise<Page[]> {
  const starts: { ticketId: string; before: string; seq: number }[] = []
  for (const ticketId of desk.deepTickets) {
    const { data } = JSON.parse(await sendOnce(port, ourThread(desk.agents[0]!, ticketId)))
    const { edges, pageInfo } = data.ticket.timeline
    if (pageInfo.hasPreviousPage) starts.push({ ticketId, before: pageInfo.startCursor, seq: edges[0].node.seq })
  }
  if (starts.length === 0) return []
  return [
    {
      name: 'older page of a thread',
      limit: {
        requests: starts.map(({ ticketId, seq }, n) =>
          limitGet('older', ticketId, agentOf(desk, n).userId, String(seq)),
        ),
      },
      ours: {
        requests: starts.map(({ ticketId, before }, n) =>
          clientRequest(agentOf(desk, n), 'ThreadPage', {
            ticketId: globalId('Ticket', ticketId),
            last: PAGE,
            before,
            as: null,
          }),
        ),
      },
      isRight: (side, answer) => entriesOf(side, answer).length === PAGE,
    },
  ]
}

function entriesOf(side: 'limit' | 'ours', answer: any): unknown[] {
  return side === 'limit' ? answer.entries : answer.data.ticket.timeline.edges
}

function searchPage(desk: BenchDesk, kind: 'rare' | 'frequent' | 'two'): Page[] {
  const words = desk.searches[kind]
  if (words.length === 0) return []
  return [
    {
      name: `search, ${{ rare: 'rare word', frequent: 'frequent word', two: 'two words' }[kind]}`,
      limit: { requests: words.map((query) => limitGet('search', query)) },
      ours: {
        requests: words.map((query, n) =>
          clientRequest(agentOf(desk, n), 'SearchPage', { query, first: PAGE, after: null }),
        ),
      },
      isRight: (side, answer) => (side === 'limit' ? answer : answer.data.search.edges).length > 0,
    },
  ]
}

function reply(desk: BenchDesk): Page {
  return {
    name: 'reply',
    target: 0.6,
    limit: { requests: desk.tickets.map((id, n) => limitReply('/reply', id, agentOf(desk, n).userId)) },
    ours: { requests: desk.tickets.map((id, n) => ourReply(agentOf(desk, n), id)) },
    isRight: isReply,
  }
}

const isReply: Page['isRight'] = (side, answer) =>
  (side === 'limit' ? answer.message : answer.data.reply.message).body.includes('Thank you')

/**
 * A hundred tickets to one priority and back: each hundred is a lane of its own, so that every request changes every ticket. Each
 * side has its own tickets.
 */
function batch(desk: BenchDesk): Page[] {
  const hundreds = Array.from({ length: Math.floor(desk.batchTickets.length / BATCH) }, (_, part) =>
    desk.batchTickets.slice(part * BATCH, (part + 1) * BATCH),
  )
  const half = Math.floor(hundreds.length / 2)
  if (half === 0) return []
  const priorities = ['high', 'low']
  return [
    {
      name: 'batch of 100',
      target: 0.95,
      limit: {
        lanes: hundreds
          .slice(0, half)
          .map((ticketIds, n) =>
            priorities.map((priority) =>
              limitPost('/batch', { ticketIds, priority, agentId: agentOf(desk, n).userId }),
            ),
          ),
      },
      ours: {
        lanes: hundreds.slice(half, 2 * half).map((ids, n) => {
          const ticketIds = ids.map((id) => globalId('Ticket', id))
          return priorities.map((priority) =>
            clientRequest(agentOf(desk, n), 'UpdateTickets', {
              input: { ticketIds, priority: priority.toUpperCase() },
            }),
          )
        }),
      },
      isRight: (side, answer) =>
        side === 'limit'
          ? answer.length === BATCH
          : answer.data.updateTickets.results.every(({ ticket, errors }: any) => ticket && errors.length === 0),
    },
  ]
}
