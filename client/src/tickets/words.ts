/** The words of tickets. */
export const ticketWords = {
  newTicket: 'New ticket',
}
