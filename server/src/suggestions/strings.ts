import type { Candidate } from './candidates.ts'
import type { Experience } from './model.ts'

const AVAILABILITY = { available: 'Available now', away: 'At work, but not online', off: 'Not at work now' }

/** Why somebody is suggested, the strongest reason first. */
export function reasonsFor({ experience, expertise, availability, work }: Candidate): string[] {
  return [
    ...(experience ? [experienceText(experience)] : []),
    ...(expertise.length > 0 ? [`Expertise: ${expertise.join(', ')}`] : []),
    AVAILABILITY[availability],
    loadText(work),
  ]
}

function experienceText({ tickets, tag }: Experience): string {
  const resolved = `Resolved ${count(tickets)} like this`
  if (!tag) return resolved
  const tagged = tag.tickets < tickets ? `${tag.tickets} ` : tickets > 1 ? 'all ' : ''
  return `${resolved}, ${tagged}tagged ${tag.name}`
}

function loadText({ openTickets, loadLimit }: Candidate['work']): string {
  if (loadLimit !== null && openTickets >= loadLimit) return `At their limit of ${count(loadLimit, 'open ')}`
  if (openTickets === 0) return 'No open tickets'
  return loadLimit === null ? count(openTickets, 'open ') : `${openTickets} of ${count(loadLimit, 'open ')}`
}

function count(tickets: number, kind = ''): string {
  return `${tickets.toLocaleString('en')} ${kind}${tickets === 1 ? 'ticket' : 'tickets'}`
}
