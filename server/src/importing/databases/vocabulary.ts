import type { SenderType, TicketPriority, TicketStatus, TicketType } from '../../generated/prisma/client.ts'
import type { ForeignPerson, ForeignRequest, ForeignSession } from './model.ts'

// The words that desks use for statuses, roles and the like, in the form of `keyOf`.

/** Translates a word; undefined if it is unknown. */
type Vocabulary<Meaning> = (word: string | null) => Meaning | undefined

function vocabulary<Meaning extends string>(words: Record<Meaning, string>): Vocabulary<Meaning> {
  const meanings = new Map<string, Meaning>()
  for (const [meaning, list] of Object.entries<string>(words)) {
    for (const word of [meaning, ...list.split(' ')]) meanings.set(word, meaning as Meaning)
  }
  return (word) => meanings.get(keyOf(word))
}

/** A word in the form in which words are compared: in lower case, with underscores. */
export function keyOf(word: string | null): string {
  return (word ?? '')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
}

export const statusIn = vocabulary<TicketStatus>({
  open: 'new opened reopened pending waiting unassigned submitted active todo',
  in_progress: 'inprogress progress assigned claimed accepted scheduled on_hold hold working ongoing answered',
  resolved: 'solved done completed complete fixed',
  closed: 'cancelled canceled archived rejected declined spam expired',
})

export const priorityIn = vocabulary<TicketPriority>({
  low: 'lowest minor',
  medium: 'normal moderate default',
  high: 'urgent critical highest emergency major',
})

export const typeIn = vocabulary<TicketType>({
  problem: 'issue bug incident complaint',
  question: 'inquiry enquiry help',
  feature_request: 'feature suggestion idea request',
})

const STAFF = 'support staff counselor counsellor therapist advisor adviser moderator operator helpdesk team'
const SELLERS = 'vendor merchant shop store'
const BUYERS = 'user customer client student member visitor guest authenticated'

export const senderIn = vocabulary<SenderType>({
  buyer: BUYERS,
  seller: SELLERS,
  agent: STAFF,
  admin: 'administrator superadmin super_admin owner',
  system: 'bot automation auto notification',
})

/** An import cannot create admins: people with that role become agents. */
export const roleIn = vocabulary<NonNullable<ForeignPerson['role']>>({
  buyer: BUYERS,
  seller: SELLERS,
  agent: `${STAFF} admin administrator superadmin super_admin`,
})

export const requestStatusIn = vocabulary<ForeignRequest['status']>({
  pending: 'open new waiting requested',
  accepted: 'approved active closed ended completed joined',
  declined: 'rejected denied refused',
  cancelled: 'canceled withdrawn expired',
})

export const sessionStateIn = vocabulary<ForeignSession['state']>({
  scheduled: 'confirmed pending upcoming booked planned rescheduled',
  held: 'completed complete done attended finished ended',
  missed: 'no_show noshow absent',
  cancelled: 'canceled rejected declined',
})
