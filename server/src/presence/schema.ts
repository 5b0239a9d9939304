import { builder } from '../graphql/builder.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { Ack } from '../graphql/ack.ts'
import { answer } from '../graphql/payload.ts'
import { FeedRequest } from '../live/feed.ts'
import { sideIn } from '../log/audienceScope.ts'
import { Audience } from '../messages/schema.ts'
import { RequestError } from '../platform/userError.ts'
import { readTicket } from '../tickets/reads.ts'
import { signedIn } from '../graphql/context.ts'
import { User } from '../viewer/schema.ts'
import { type PresenceChange, presenceFeed, START } from './feed.ts'
import { setTyping } from './setTyping.ts'

const PresenceUpdate = builder.objectRef<PresenceChange>('PresenceUpdate').implement({
  description:
    'A person’s presence in a ticket. Of other sides than their own, people who are not staff only see when somebody is typing to everyone or to them.',
  fields: (t) => ({
    user: t.field({ type: User, description: 'The person.', resolve: ({ user }) => user as never }),
    online: t.exposeBoolean('isOnline', {
      description: 'Whether the person is online. For requesters, staff count as online only while they type a reply.',
    }),
    typing: t.exposeBoolean('isTyping', {
      description: 'Whether the person is typing. Requesters do not see when staff type notes.',
    }),
    viewing: t.exposeBoolean('isViewing', { description: 'Whether the person is viewing this ticket.' }),
  }),
})

const TypingInput = builder.inputType('TypingInput', {
  description: 'Input of `setTyping`. The state expires after 6 seconds; repeat it every 3 seconds.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: 'The ticket.' }),
    typing: t.boolean({ required: true, description: 'Whether the viewer is typing.' }),
    audience: t.field({
      type: Audience,
      defaultValue: 'participants',
      description: 'To whom the viewer is typing; only they see it.',
    }),
  }),
})

builder.mutationField('setTyping', (t) =>
  t.field({
    type: Ack,
    authScopes: { signedIn: true },
    description:
      'Signals that the viewer is typing or has stopped. Not stored. RATE_LIMITED beyond a burst of 20 and 2 per second.',
    args: { input: t.arg({ type: TypingInput, required: true, description: 'The state.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const viewer = signedIn(context)
        if (!context.services.typingLimit.take(viewer.id))
          throw new RequestError('RATE_LIMITED', 'Too many typing signals. Try again in 1 s.', 1)
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
      'Presence in a ticket: first everyone who is present, then each change. Subscribers count as viewing the ticket.',
    args: { ticketId: t.arg.id({ required: true, description: 'The ticket.' }) },
    subscribe: async (_root, { ticketId }, { identity, services }) => {
      const id = uuidOf(ticketId, 'Ticket')
      if (!id || !(await readTicket(id))) throw new RequestError('NOT_FOUND', 'The ticket does not exist.')
      return new FeedRequest(presenceFeed(services.presence, id, await sideIn(id)), identity!, START)
    },
    resolve: (change) => change as unknown as PresenceChange,
  }),
)
