import { type Candidate, scoreOf } from './candidates.ts'
import { featuresOf, stemsOf } from './features.ts'
import type { Experience, Model } from './model.ts'
import type { NodeModel } from './nodeModel.ts'
import { type Colleague, type OpenTicket, readColleagues, readOpenTickets } from './reads.ts'
import { textOf } from './requestText.ts'
import { reasonsFor } from './strings.ts'

/** Somebody who should take a ticket, and why. */
export interface AssignmentSuggestion {
  agentId: string
  score: number
  reasons: string[]
}

/** What is suggested for a ticket, best first. */
export interface Suggestions {
  agents: AssignmentSuggestion[]
  tags: string[]
}

/** Less probable tags are not suggested. */
const PROBABLE = 0.15

interface Deps {
  model: NodeModel
  isOnline: (userId: string) => boolean
}

/** The suggestions for each of these tickets, in the same order; null for those that do not exist. */
export async function suggest(
  { model, isOnline }: Deps,
  ticketIds: readonly string[],
): Promise<(Suggestions | null)[]> {
  const found = new Map((await readOpenTickets(ticketIds)).map((ticket) => [ticket.id, ticket]))
  const staff = await readColleagues()
  const learned = await model.current()
  return ticketIds.map((id) => {
    const ticket = found.get(id)
    return ticket ? suggestFor(ticket, { staff, learned, isOnline }) : null
  })
}

interface Known {
  staff: readonly Colleague[]
  learned: Model
  isOnline: (userId: string) => boolean
}

function suggestFor(ticket: OpenTicket, { staff, learned, isOnline }: Known): Suggestions {
  const features = featuresOf(textOf(ticket))
  const tags = learned.tagsFor(features).filter(({ probability }) => probability >= PROBABLE)
  const experience = learned.experience(ticket.id, features)
  const likelihood = likelihoods(learned, features, staff)
  // A tag that is only probable says nothing certain about the ticket.
  const about = new Set([...features, ...ticket.tags.flatMap(stemsOf)])
  const agents = staff
    .filter(({ id }) => !ticket.excluded.includes(id))
    .map((colleague) => candidateOf(colleague, { experience, likelihood, about, isOnline }))
    .filter(
      ({ agentId, ...known }) => known.experience || known.expertise.length > 0 || ticket.answering.includes(agentId),
    )
    .map((candidate) => ({ agentId: candidate.agentId, score: scoreOf(candidate), reasons: reasonsFor(candidate) }))
    .sort((a, b) => b.score - a.score)
  return { agents, tags: tags.map(({ label }) => label).filter((tag) => !ticket.tags.includes(tag)) }
}

/** How likely each colleague is to resolve such a ticket, relative to the likeliest of them. */
function likelihoods(learned: Model, features: number[], staff: readonly Colleague[]): Map<string, number> {
  const present = new Set(staff.map(({ id }) => id))
  const guesses = learned.agentsFor(features).filter(({ label }) => present.has(label))
  return new Map(guesses.map(({ label, probability }) => [label, probability / guesses[0]!.probability]))
}

interface About {
  experience: Map<string, Experience>
  likelihood: Map<string, number>
  about: ReadonlySet<number>
  isOnline: (userId: string) => boolean
}

function candidateOf(colleague: Colleague, { experience, likelihood, about, isOnline }: About): Candidate {
  const { id, expertise, isWorking } = colleague
  const fits = (name: string) => {
    const stems = stemsOf(name)
    return stems.length > 0 && stems.every((stem) => about.has(stem))
  }
  return {
    agentId: id,
    likelihood: likelihood.get(id) ?? 0,
    experience: experience.get(id) ?? null,
    expertise: expertise.filter(fits),
    availability: isWorking ? (isOnline(id) ? 'available' : 'away') : 'off',
    work: colleague,
  }
}
