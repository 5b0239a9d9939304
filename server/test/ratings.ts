import { mutate } from './mutate.ts'
import { type Actor, openTicket, type TestApp } from './testApp.ts'

/** Sets the status of a ticket. */
export const setStatus = (app: TestApp, by: Actor, ticketId: string, status: string) =>
  mutate(app, by, 'setStatus', { ticketId, status })

/** A ticket of `buyer` that `agent` has claimed and resolved. */
export async function resolvedTicket(app: TestApp, buyer: Actor, agent: Actor) {
  const ticket = await openTicket(app, buyer)
  await mutate(app, agent, 'claim', { ticketId: ticket.id })
  await setStatus(app, agent, ticket.id, 'RESOLVED')
  return ticket
}

/** Rates a ticket; returns the payload. */
export const rate = (app: TestApp, who: Actor, ticketId: string, score: number, comment?: string | null) =>
  mutate(app, who, 'rateTicket', { ticketId, score, ...(comment !== undefined && { comment }) }, RATED)

const RATED = 'ticket { viewerCanRate viewerIsAskedToRate rating { score comment isCurrent } }'

/** What a person sees of a ticket's rating. */
export const ratingOf = async (app: TestApp, who: Actor, ticketId: string): Promise<any> =>
  (
    await app.gql(
      who,
      `query ($id: ID!) { ticket(id: $id) { viewerCanRate viewerIsAskedToRate rating { score comment isCurrent } } }`,
      { id: ticketId },
    )
  ).data.ticket
