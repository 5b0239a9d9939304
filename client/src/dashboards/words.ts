/** The words of the shell. */
export const dashboardWords = {
  tickets: 'Tickets',
}
