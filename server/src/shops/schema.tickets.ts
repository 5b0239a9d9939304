import { builder } from '../graphql/builder.ts'
import { signedIn } from '../graphql/context.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { change, TicketPayload } from '../tickets/schema.mutations.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import type { TicketRow } from '../tickets/ticket.ts'
import { readPeople } from '../viewer/reads.ts'
import { User } from '../viewer/schema.ts'
import { askShopIn } from './askShopIn.ts'
import { assignInShop } from './assignInShop.ts'

const ticketId = { required: true, description: 'The ticket.' } as const
const AskShopInInput = builder.inputType('AskShopInInput', {
  description: 'Input of `askShopIn`.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    withHistory: t.boolean({
      defaultValue: false,
      description: 'Whether the shop may read what everyone in the ticket has written before.',
    }),
  }),
})
const AssignInShopInput = builder.inputType('AssignInShopInput', {
  description: 'Input of `assignInShop`.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    userId: t.id({ description: 'Somebody of the shop; null: nobody.' }),
  }),
})

builder.objectField(Ticket, 'shopAssignee', (t) =>
  t.loadable({
    type: User,
    nullable: true,
    description: 'Who of the shop handles it; null if nobody does, or if the viewer is neither of the shop nor staff.',
    load: (ids: string[]) => readPeople(ids) as Promise<never[]>,
    resolve: (ticket) => {
      const { shopAssigneeId, viewerSide, viewerIsOfShop } = ticket as TicketRow
      return viewerSide === 'requester' && !viewerIsOfShop ? null : shopAssigneeId
    },
  }),
)

const input = <Ref>(type: Ref) => ({ type, required: true as const, description: 'The change.' })

builder.mutationFields((t) => ({
  askShopIn: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Staff: asks the shop that a ticket is about into it.',
    args: { input: t.arg(input(AskShopInInput)) },
    resolve: (_root, { input }, context) =>
      change(input, (id) => askShopIn(signedIn(context), { ticketId: id, withHistory: input.withHistory ?? false })),
  }),
  assignInShop: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'People of a shop, and staff: says who of the shop handles a ticket.',
    args: { input: t.arg(input(AssignInShopInput)) },
    resolve: (_root, { input }, context) =>
      change(input, (id) =>
        assignInShop(signedIn(context), {
          ticketId: id,
          userId: input.userId == null ? null : uuidOf(input.userId, 'User'),
        }),
      ),
  }),
}))
