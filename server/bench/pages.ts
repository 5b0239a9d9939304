import { globalId } from '../src/graphql/globalId.ts'
import type { BenchDesk } from './desk.ts'
import { BATCH, INBOX, REPLY, SEARCH, THREAD } from './documents.ts'
import type { LoadRequest } from './httpLoad.ts'

/** One thing that is measured over HTTP: what is asked of the limit, and of the product. */
export interface Page {
  name: string
  limit: LoadRequest[]
  ours: LoadRequest[]
  /** The product's share of the limit's operations a second that is to be reached. Without one it is told and not judged. */
  target?: number
  /** Whether an answer holds what it should, so that nothing is measured that doesn't work. */
  isRight(side: 'limit' | 'ours', answer: any): boolean
}

const TEXT = 'Thank you for your patience. We have found it, and it will be with you on Friday.'

/** The pages that QUALITY.md names. */
export function pagesFor(desk: BenchDesk): Page[] {
  const inbox = {
    ours: [graphql(desk.tokens[0]!, INBOX)],
    isRight: (side: string, answer: any) => (side === 'limit' ? answer : answer.data.tickets.edges).length === 25,
  }
  return [
    { name: 'inbox', limit: [get('/inbox')], target: 0.5, ...inbox },
    { name: 'inbox, limit with kept counters', limit: [get('/inbox-kept')], ...inbox },
    {
      name: 'thread',
      target: 0.5,
      limit: desk.longTickets.map((id) => get(`/thread/${id}`)),
      ours: desk.longTickets.map((id) => graphql(desk.tokens[0]!, THREAD, { ticketId: globalId('Ticket', id) })),
      isRight: (side, answer) => (side === 'limit' ? answer : answer.data.ticket.timeline.edges).length === 50,
    },
    ...(['rare', 'frequent', 'two'] as const).map((kind): Page => ({
      name: `search, ${{ rare: 'rare word', frequent: 'frequent word', two: 'two words' }[kind]}`,
      target: 1,
      limit: desk.searches[kind].map((query) => get(`/search/${encodeURIComponent(query)}`)),
      ours: desk.searches[kind].map((query) => graphql(desk.tokens[0]!, SEARCH, { query })),
      isRight: (side, answer) => (side === 'limit' ? answer : answer.data.search.edges).length > 0,
    })),
    {
      name: 'reply',
      target: 0.5,
      limit: desk.tickets.map((id) => limitReply('/reply', id)),
      ours: desk.tickets.map((id, n) => ourReply(desk.tokens[n % desk.tokens.length]!, id)),
      isRight: (side, answer) => (side === 'limit' ? answer.body : answer.data.reply.message.body) === TEXT,
    },
    {
      name: 'batch of 100',
      target: 0.8,
      limit: batches(desk).map((body) => ({ method: 'POST', path: '/batch', headers: {}, body: JSON.stringify(body) })),
      ours: batches(desk).map(({ ticketIds, priority }, n) =>
        graphql(desk.tokens[n % desk.tokens.length]!, BATCH, {
          input: { ticketIds: ticketIds.map((id) => globalId('Ticket', id)), priority: priority.toUpperCase() },
        }),
      ),
      isRight: (side, answer) =>
        side === 'limit'
          ? answer.length > 0
          : answer.data.updateTickets.results.every((one: any) => one.ticket?.version > 0),
    },
  ]
}

const BATCH_SIZE = 100

/** A hundred tickets to one priority: every hundred with every priority. One in three changes nothing, on both sides. */
function batches({ tickets }: BenchDesk): { ticketIds: string[]; priority: string }[] {
  const parts = Array.from({ length: Math.floor(tickets.length / BATCH_SIZE) }, (_, part) =>
    tickets.slice(part * BATCH_SIZE, (part + 1) * BATCH_SIZE),
  )
  return parts.flatMap((ticketIds) => ['low', 'medium', 'high'].map((priority) => ({ ticketIds, priority })))
}

/** A reply through the product. */
export function ourReply(token: string, ticketId: string): LoadRequest {
  return graphql(token, REPLY, { input: { ticketId: globalId('Ticket', ticketId), clientId: '@UUID@', body: TEXT } })
}

/** A reply through the limit. */
export function limitReply(path: string, ticketId: string): LoadRequest {
  return { method: 'POST', path, headers: {}, body: JSON.stringify({ ticketId, id: '@UUID@', text: TEXT }) }
}

function get(path: string): LoadRequest {
  return { method: 'GET', path, headers: {}, body: '' }
}

export function graphql(token: string, query: string, variables: object = {}): LoadRequest {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json', Authorization: `Bearer ${token}` }
  return { method: 'POST', path: '/graphql', headers, body: JSON.stringify({ query, variables }) }
}
