const SIDES = [undefined, 'STAFF', 'REQUESTER', 'SHOP'] as const

/** What the client asks about a ticket: names of documents, with variables. */
export function aboutTicket({ id, number }: { id: string; number: string }): [string, Record<string, unknown>][] {
  return [
    ...SIDES.map((as): [string, Record<string, unknown>] => ['ThreadHead', { ticketId: id, as }]),
    ['ThreadPage', { ticketId: id, last: 3, before: seqCursor(6) }],
    ['ThreadTicket', { ticketId: id }],
    ['TicketDetails', { id }],
    ['TicketByNumber', { number: number.toLowerCase() }],
  ]
}

/** What nobody's client asks. */
export function outOfTheOrdinary(ticketId: string): [string, Record<string, unknown>][] {
  return [
    ['ThreadPage', { ticketId, last: 3, before: seqCursor(6), as: 'SHOP' }],
    ['ThreadPage', { ticketId, last: 5, before: 'nonsense' }],
    ['ThreadPage', { ticketId, last: 500, before: seqCursor(6) }],
    ['ThreadHead', { ticketId: 'VGlja2V0Om5vbmU=' }],
    ['TicketNow', { id: ticketId }],
    ['TicketByNumber', { number: 'TC-9999' }],
    ['TicketByNumber', { number: null }],
  ]
}

const seqCursor = (seq: number) => Buffer.from(JSON.stringify([String(seq)])).toString('base64url')
