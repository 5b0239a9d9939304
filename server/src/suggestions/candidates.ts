import type { Experience } from './model.ts'
import type { Colleague } from './reads.ts'

/** What speaks for and against assigning a ticket to somebody. */
export interface Candidate {
  agentId: string
  /** How probable it is that they resolve such a ticket, relative to whoever is most likely to; 0 to 1. */
  likelihood: number
  /** The tickets like this one that they have resolved; null if there are none. */
  experience: Experience | null
  /** Those of their fields of expertise that the ticket is about. */
  expertise: readonly string[]
  availability: 'available' | 'away' | 'off'
  work: Pick<Colleague, 'openTickets' | 'loadLimit'>
}

/** How much each of these counts; together 1. */
const WEIGHTS = { experience: 0.5, expertise: 0.2, availability: 0.2, load: 0.1 }
const AVAILABILITY = { available: 1, away: 0.4, off: 0 }
/** So many open tickets are a full load for somebody without a limit. */
const FULL_LOAD = 20

/** How well somebody fits, from 0 to 1. */
export function scoreOf({ likelihood, experience, expertise, availability, work }: Candidate): number {
  return (
    WEIGHTS.experience * (experience ? likelihood : 0) +
    WEIGHTS.expertise * (expertise.length > 0 ? 1 : 0) +
    WEIGHTS.availability * AVAILABILITY[availability] +
    WEIGHTS.load * (1 - loadOf(work))
  )
}

function loadOf({ openTickets, loadLimit }: Candidate['work']): number {
  return loadLimit === 0 ? 1 : Math.min(1, openTickets / (loadLimit ?? FULL_LOAD))
}
