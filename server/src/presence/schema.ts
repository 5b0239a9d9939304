import { builder } from '../graphql/builder.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { Ack } from '../graphql/ack.ts'
import { answer } from '../graphql/payload.ts'
import { FeedRequest } from '../live/feed.ts'
import { Audience } from '../messages/schema.ts'
import { RequestError } from '../platform/userError.ts'
import { readTicket } from '../tickets/reads.ts'
import { signedIn } from '../tickets/schema.mutations.ts'
import { User } from '../viewer/schema.ts'
import { type PresenceChange, presenceFeed, START } from './feed.ts'
import { setTyping } from './setTyping.ts'

const PresenceUpdate = builder.objectRef<PresenceChange>('PresenceUpdate').implement({
  description: 'What somebody is doing in a ticket now. Of staff, requesters hear only when they type a reply.',
  fields: (t) => ({
    user: t.field({ type: User, description: 'Who.', resolve: ({ user }) => user as never }),
    online: t.exposeBoolean('isOnline', {
      description: 'Whether they have the desk open; of staff, requesters hear it only while they type.',
    }),
    typing: t.exposeBoolean('isTyping', { description: 'Whether they type. Requesters are not told of notes.' }),
    viewing: t.exposeBoolean('isViewing', { description: 'Whether they look at this ticket.' }),
  }),
})

const TypingInput = builder.inputType('TypingInput', {
  description: 'Whether the viewer types; say it again every 3 seconds, since it is forgotten after 6.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: 'Which ticket.' }),
    typing: t.boolean({ required: true, description: 'Whether they type now.' }),
    audience: t.field({
      type: Audience,
      defaultValue: 'participants',
      description: 'STAFF while writing an internal note: only staff are told.',
    }),
  }),
})

builder.mutationField('setTyping', (t) =>
  t.field({
    type: Ack,
    authScopes: { signedIn: true },
    description:
      'Says that the viewer types, or has stopped. Stored nowhere. RATE_LIMITED beyond 20 at once, 2 a second.',
    args: { input: t.arg({ type: TypingInput, required: true, description: 'The state.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const viewer = signedIn(context)
        if (!context.services.typingLimit.take(viewer.id))
          throw new RequestError('RATE_LIMITED', 'Nobody types that fast. Try again shortly.')
        const ticketId = uuidOf(input.ticketId, 'Ticket')
        await setTyping(viewer, { ...input, ticketId, audience: input.audience ?? 'participants' })
        return { ok: true }
      }),
  }),
)

builder.subscriptionField('presence', (t) =>
  t.field({
    type: PresenceUpdate,
    authScopes: { signedIn: true },
    description:
      'Who is here: first everyone who is, then each change. Whoever subscribes counts as looking at the ticket for as long.',
    args: { ticketId: t.arg.id({ required: true, description: 'Which ticket.' }) },
    subscribe: async (_root, { ticketId }, { identity, services }) => {
      const id = uuidOf(ticketId, 'Ticket')
      if (!id || !(await readTicket(id))) throw new RequestError('NOT_FOUND', 'There is no such ticket.')
      return new FeedRequest(presenceFeed(services.presence, id, identity!), identity!, START)
    },
    resolve: (change) => change as unknown as PresenceChange,
  }),
)
