import type { FoundTicketFragment, HitFragment } from './search.generated.ts'

/** A ticket as search returns it. */
export const ticket = (number: number, subject = `Lamp ${number}`): FoundTicketFragment => ({
  id: `t${number}`,
  number: `TC-${number}`,
  subject,
  status: 'OPEN',
  updatedAt: '2026-11-28T12:00:00Z',
  requester: { id: 'u1', name: 'Bea Buyer', isErased: false, role: 'BUYER', avatarUrl: null },
  seller: null,
})

/** A hit in a message of the ticket; without an id, in its subject. */
export const hit = (number: number, messageId?: string, excerpt?: string): HitFragment => ({
  ticket: ticket(number),
  excerpt: excerpt ?? (messageId ? `the \u0002lamp\u0003 of ${messageId}` : `\u0002Lamp\u0003 ${number}`),
  message: messageId
    ? { id: messageId, audience: 'PARTICIPANTS', createdAt: '2026-11-28T12:00:00Z', author: null }
    : null,
})
