import { builder } from '../graphql/builder.ts'
import { type Context, signedIn } from '../graphql/context.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { answer } from '../graphql/payload.ts'
import { PER_VIEWER } from '../live/perViewer.ts'
import { readTicket } from '../tickets/reads.ts'
import { TicketPayload } from '../tickets/schema.mutations.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import type { TicketRow } from '../tickets/ticket.ts'
import { canRate, canSeeRating } from './policy.ts'
import { rateTicket } from './rateTicket.ts'
import { type RatingRow, readResolutions, readTicketRatings, type Resolution } from './reads.ts'
import { Rating } from './schema.rating.ts'

/** Values that depend on the viewer: documents that select them are executed for each viewer separately. */
const perViewer = { extensions: { [PER_VIEWER]: true } }
// The loader of Ticket has resolved ids before fields are resolved.
const idOf = (ticket: TicketRow | string): string => (ticket as TicketRow).id
const visibleId = (ticket: TicketRow | string, { identity }: Context): string | null =>
  identity && canSeeRating(identity, ticket as TicketRow) ? idOf(ticket) : null

type Check = (resolution: Resolution) => boolean
/** Whether the viewer may rate each ticket, and what `check` says of its current resolution. */
const loadChecks =
  (check: Check) =>
  async (ids: string[], { viewer }: Context) =>
    (await readResolutions(ids)).map((resolution) => {
      if (!viewer || !resolution) return false
      return canRate(viewer, resolution) && resolution.hasEnded && !resolution.isFrozen && check(resolution)
    })

builder.objectFields(Ticket, (t) => ({
  rating: t.loadable({
    type: Rating,
    nullable: true,
    ...perViewer,
    description: 'The latest rating. Null if there is none, or if the viewer is neither staff nor the requester.',
    load: (ids: string[]) => readTicketRatings(ids) as Promise<RatingRow[]>,
    resolve: (ticket, _args, context) => visibleId(ticket, context),
  }),
  viewerCanRate: t.loadable({
    type: 'Boolean',
    ...perViewer,
    description: 'Whether the viewer can rate the ticket, or change its rating.',
    load: loadChecks(() => true),
    resolve: (ticket) => idOf(ticket),
  }),
  viewerIsAskedToRate: t.loadable({
    type: 'Boolean',
    ...perViewer,
    description: 'Whether the viewer was asked to rate the ticket and has not rated it yet.',
    load: loadChecks(({ isAsked, ratingId }) => isAsked && ratingId === null),
    resolve: (ticket) => idOf(ticket),
  }),
}))

const RateTicketInput = builder.inputType('RateTicketInput', {
  description: 'Input of `rateTicket`.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: 'The ticket.' }),
    score: t.int({ required: true, description: '1 (bad) to 5 (good).' }),
    comment: t.string({
      description: 'At most 2,000 characters. Omitted: unchanged. Null or empty: removed.',
    }),
  }),
})

builder.mutationField('rateTicket', (t) =>
  t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description:
      'The requester rates a resolved ticket, once each time it is resolved. The rating can be changed for a week.',
    args: { input: t.arg({ type: RateTicketInput, required: true, description: 'The rating.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const ticketId = uuidOf(input.ticketId, 'Ticket')
        await rateTicket(signedIn(context), { ...input, ticketId })
        return { ticket: await readTicket(ticketId) }
      }),
  }),
)
