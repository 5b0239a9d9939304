import DataLoader from 'dataloader'
import type { NotificationChannel as ChannelValue } from '../generated/prisma/client.ts'
import { builder } from '../graphql/builder.ts'
import { type Context, signedIn } from '../graphql/context.ts'
import { globalId, uuidOf } from '../graphql/globalId.ts'
import { Notification, NotificationKind } from '../notifications/schema.ts'
import { noteDenial } from '../platform/requestScope.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import { canInspectDeliveries } from './policy.ts'
import { type Delivery, type ExplainedNotification, listNotificationsOf, readDeliveries } from './reads.ts'

/** The channels of notifications. */
export const NotificationChannel = builder.enumType('NotificationChannel', {
  description: 'A way in which notifications reach people, from quiet to loud.',
  values: {
    IN_APP: { value: 'in_app' as ChannelValue, description: 'In the app.' },
    PUSH: { value: 'push' as ChannelValue, description: 'A push notification of a browser.' },
    EMAIL: { value: 'email' as ChannelValue, description: 'By email.' },
    SMS: { value: 'sms' as ChannelValue, description: 'By text message.' },
  },
})

const NotificationDelivery = builder.objectRef<Delivery>('NotificationDelivery').implement({
  description: 'What was decided about a notification on a channel, and what became of it.',
  fields: (t) => ({
    channel: t.expose('channel', { type: NotificationChannel, description: 'The channel.' }),
    sent: t.exposeBoolean('sent', { description: 'Whether it was sent on this channel.' }),
    reason: t.exposeString('reason', { description: 'Why it was sent, or why not, as a sentence.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was sent or decided.' }),
    dueAt: t.expose('dueAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it will be sent unless it is read first; null if it does not wait.',
    }),
  }),
})

type Explained = Pick<ExplainedNotification, 'id'> & { createdAt: Date | string }

const loaders = new WeakMap<Context, DataLoader<Explained, Delivery[]>>()

/** One read for all notifications of a request. */
function deliveriesOf(context: Context): DataLoader<Explained, Delivery[]> {
  const known = loaders.get(context)
  if (known) return known
  const made = new DataLoader<Explained, Delivery[]>(readDeliveries, { cache: false })
  loaders.set(context, made)
  return made
}

const DELIVERIES = 'For each channel, what was decided and what happened.'

builder.objectField(Notification, 'deliveries', (t) =>
  t.field({
    type: [NotificationDelivery],
    description: DELIVERIES,
    resolve: (notification, _args, context) => deliveriesOf(context).load(notification),
  }),
)

const ExplainedNotificationRef = builder.objectRef<ExplainedNotification>('ExplainedNotification').implement({
  description: 'A notification of another person, as admins see it.',
  fields: (t) => ({
    id: t.id({ description: 'The notification’s global id.', resolve: ({ id }) => globalId('Notification', id) }),
    kind: t.expose('kind', { type: NotificationKind, description: 'The kind of notification.' }),
    ticket: t.field({
      type: Ticket,
      nullable: true,
      description: 'The ticket it is about.',
      resolve: ({ ticketId }) => ticketId,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it happened last.' }),
    readAt: t.expose('readAt', { type: 'DateTime', nullable: true, description: 'When it was read; null until then.' }),
    deliveries: t.field({
      type: [NotificationDelivery],
      description: DELIVERIES,
      resolve: (notification, _args, context) => deliveriesOf(context).load(notification),
    }),
  }),
})

builder.queryField('notificationsOf', (t) =>
  t.field({
    type: [ExplainedNotificationRef],
    nullable: true,
    authScopes: { signedIn: true },
    description:
      'The latest notifications of a person, and why each was (not) sent on each channel. Admins only: null for everyone else.',
    args: {
      userId: t.arg.id({ required: true, description: 'The person.' }),
      ticketId: t.arg.id({ description: 'Only those about this ticket.' }),
      first: t.arg.int({ defaultValue: 25, description: 'The number of notifications; 100 at most.' }),
    },
    complexity: ({ first }) => ({ field: 1, multiplier: Math.min(100, first ?? 25) }),
    resolve: (_root, { userId, ticketId, first }, context) => {
      if (!canInspectDeliveries(signedIn(context))) {
        noteDenial('FORBIDDEN')
        return null
      }
      const limit = Math.max(0, Math.min(100, first ?? 25))
      const [person, ticket] = [uuidOf(userId, 'User'), ticketId && uuidOf(ticketId, 'Ticket')]
      return person === '' || ticket === '' ? [] : listNotificationsOf(person, ticket ?? null, limit)
    },
  }),
)
