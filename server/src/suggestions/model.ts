import { Classifier, type Guess } from './classifier.ts'
import { SimilarTexts } from './similarTexts.ts'

/** What was learned from a ticket: who resolved it, its tags, and the features of its first messages. */
export interface LearnedTicket {
  ticketId: string
  agentId: string | null
  tags: readonly string[]
  features: readonly number[]
}

/** Tickets like another one that somebody has resolved. */
export interface Experience {
  tickets: number
  /** The most frequent tag of these tickets, and how many have it; null if none has tags. */
  tag: { name: string; tickets: number } | null
}

/** What a node knows about resolved tickets. Learning and forgetting a ticket changes it by exactly this ticket. */
export class Model {
  readonly #tickets = new Map<string, LearnedTicket>()
  readonly #agents = new Classifier()
  readonly #tags = new Classifier()
  readonly #similar = new SimilarTexts()

  get size(): number {
    return this.#tickets.size
  }

  /** Learns a ticket, instead of what was learned from it before. */
  learn(ticket: LearnedTicket): void {
    this.forget(ticket.ticketId)
    const { ticketId, agentId, tags, features } = ticket
    this.#tickets.set(ticketId, ticket)
    this.#similar.add(ticketId, features)
    if (agentId !== null) this.#agents.learn(features, agentId)
    for (const tag of tags) this.#tags.learn(features, tag)
  }

  forget(ticketId: string): void {
    const ticket = this.#tickets.get(ticketId)
    if (!ticket) return
    const { agentId, tags, features } = ticket
    this.#tickets.delete(ticketId)
    this.#similar.remove(ticketId)
    if (agentId !== null) this.#agents.unlearn(features, agentId)
    for (const tag of tags) this.#tags.unlearn(features, tag)
  }

  /** Forgets all tickets but these. */
  keepOnly(ticketIds: ReadonlySet<string>): void {
    for (const id of [...this.#tickets.keys()]) if (!ticketIds.has(id)) this.forget(id)
  }

  /** Who has probably resolved a ticket with these features. */
  agentsFor(features: readonly number[]): Guess[] {
    return this.#agents.classify(features)
  }

  /** Which tags a ticket with these features probably has. */
  tagsFor(features: readonly number[]): Guess[] {
    return this.#tags.classify(features)
  }

  /** The tickets like this one that each agent has resolved, the ticket itself excluded. */
  experience(ticketId: string, features: readonly number[]): Map<string, Experience> {
    const byAgent = new Map<string, LearnedTicket[]>()
    for (const id of this.#similar.similarTo(features)) {
      const ticket = this.#tickets.get(id)!
      if (id === ticketId || ticket.agentId === null) continue
      const tickets = byAgent.get(ticket.agentId)
      if (tickets) tickets.push(ticket)
      else byAgent.set(ticket.agentId, [ticket])
    }
    return new Map([...byAgent].map(([agentId, tickets]) => [agentId, experienceOf(tickets)]))
  }
}

function experienceOf(tickets: readonly LearnedTicket[]): Experience {
  const counts = new Map<string, number>()
  for (const tag of tickets.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  const [most] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  return { tickets: tickets.length, tag: most ? { name: most[0], tickets: most[1] } : null }
}
