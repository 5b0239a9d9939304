import type { ForeignMessage, ForeignSession, ForeignTicket, Requester } from './model.ts'
import type { Staging } from './staging.ts'

/** A ticket with its messages and sessions, or messages without a ticket that become one. */
export interface Conversation extends Requester {
  /** The same each time it is read. */
  externalId: string
  ticket: ForeignTicket | null
  /** By time. */
  messages: ForeignMessage[]
  sessions: ForeignSession[]
}

/** The name of a message among all messages of the source. */
export function messageKey({ kind, id }: Pick<ForeignMessage, 'kind' | 'id'>): string {
  return `${kind} ${id}`
}

/** All conversations: of each ticket, and of each person. The latter are split at gaps longer than `gapMs`. */
export async function* conversationsIn(staging: Staging, gapMs: number | null): AsyncGenerator<Conversation> {
  const sessions = byTicket(staging.sessions)
  const empty = new Map(staging.tickets)
  let key: string | undefined
  let current: ForeignMessage[] = []
  const cut = function* () {
    if (key !== undefined && current.length > 0) yield conversation(key, current)
    current = []
  }
  for await (const next of staging.messages()) {
    const isNext = next.key !== key || (!key.startsWith('t:') && isGap(current.at(-1), next.message))
    if (isNext) yield* cut()
    key = next.key
    current.push(next.message)
  }
  yield* cut()
  for (const id of empty.keys()) yield conversation(`t:${id}`, [])

  function isGap(last: ForeignMessage | undefined, { at }: ForeignMessage): boolean {
    return gapMs !== null && last !== undefined && Date.parse(at) - Date.parse(last.at) > gapMs
  }

  function conversation(name: string, messages: ForeignMessage[]): Conversation {
    const first = messages[0]
    if (!name.startsWith('t:')) {
      const { personId, shopId } = first!
      return {
        externalId: `conversation ${messageKey(first!)}`,
        personId,
        shopId,
        ticket: null,
        messages,
        sessions: [],
      }
    }
    const ticket = staging.tickets.get(name.slice(2))!
    empty.delete(ticket.id)
    const isNobodys = ticket.personId === null && ticket.shopId === null
    const { personId, shopId } = isNobodys && first ? first : ticket
    return {
      externalId: `ticket ${ticket.id}`,
      personId,
      shopId,
      ticket,
      messages,
      sessions: sessions.get(ticket.id) ?? [],
    }
  }
}

function byTicket(all: readonly ForeignSession[]): Map<string | null, ForeignSession[]> {
  const sessions = new Map<string | null, ForeignSession[]>()
  for (const session of all) sessions.set(session.ticketId, [...(sessions.get(session.ticketId) ?? []), session])
  return sessions
}
