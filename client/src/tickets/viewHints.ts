/** What the count of each view counts. */
export const viewHints = {
  open: 'All tickets that are open or in progress',
  unclaimed: 'Open tickets that nobody has claimed',
  mine: 'Tickets assigned to you',
  'waiting-on-me': 'Tickets in which a reply of yours is awaited',
  'needs-reply': 'Tickets in which the other side waits for your side’s reply, claimed or not',
  waiting: 'Open tickets in which you wait for the other side',
  starred: 'Tickets you have starred',
  solved: 'Resolved and closed tickets',
  tagged: 'All tickets, also resolved and closed ones',
  disputes: 'Open tickets in dispute',
  'with-shops': 'Open tickets that were written to a shop',
  'from-customers': 'Open tickets that customers wrote to your shop',
  'my-customers': 'Open tickets of customers that you handle for your shop',
}
