import type { Mode } from '../lib/writingModes.ts'

/** The scope of an upload: a draft or a message. Scopes have distinct names, so a file is never in two of them. */
export const draftScope = (ticketId: string, mode: Mode): string => `draft:${ticketId}.${mode}`

/** The files of a message in the outbox. */
export const messageScope = (clientId: string): string => `message:${clientId}`

/** The files of a ticket that is being written. */
export const NEW_TICKET_SCOPE = 'draft:new'
