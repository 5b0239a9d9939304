import { CHAT_REQUEST, ENTRY_FIELDS, ENTRY_KINDS, RATING } from './entries.ts'
import type { Field, Sql } from './field.ts'
import { ATTACHMENT, MESSAGE, REACTION } from './messages.ts'
import { SELLER, USER } from './people.ts'
import { TICKET_COUNTS, TICKET_ROOTS } from './roots.ts'
import { SESSION, SESSION_ATTENDEE } from './sessions.ts'
import { TICKET } from './tickets.ts'

/** How the fields of each object type are read from a row. Fields that Pothos exposes (`t.exposeString('fileName')`) need no entry. */
export const TYPES: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  Attachment: ATTACHMENT,
  ChatRequest: CHAT_REQUEST,
  Message: MESSAGE,
  Rating: RATING,
  Reaction: REACTION,
  Seller: SELLER,
  Session: SESSION,
  SessionAttendee: SESSION_ATTENDEE,
  Ticket: TICKET,
  TicketCounts: TICKET_COUNTS,
  User: USER,
  ...ENTRY_FIELDS,
}

/** For abstract types: which rows have which type. */
export const KINDS: Readonly<Record<string, Readonly<Record<string, Sql>>>> = { TimelineEntry: ENTRY_KINDS }

/** How the fields of Query are read. They must need nothing but somebody who is signed in. */
export const ROOTS: Readonly<Record<string, Field>> = TICKET_ROOTS
