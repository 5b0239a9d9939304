/** What files belong to. Drafts and messages have names of their own, so that no file is ever in two. */
export const draftScope = (ticketId: string, mode: 'reply' | 'note'): string => `draft:${ticketId}.${mode}`

/** The files of a message in the outbox. */
export const messageScope = (clientId: string): string => `message:${clientId}`

/** The files of a ticket that is being written. */
export const NEW_TICKET_SCOPE = 'draft:new'
