import { LANGUAGE_OF } from '../languages/languages.ts'
import { createContextCache } from '@pothos/core'
import type { NotificationKind as Kind } from '../generated/prisma/client.ts'
import { Ack } from '../graphql/ack.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { connectionType } from '../graphql/connectionType.ts'
import { globalId, uuidOf } from '../graphql/globalId.ts'
import { nodeType } from '../graphql/node.ts'
import { answer } from '../graphql/payload.ts'
import { fromNow } from '../live/feed.ts'
import { pageCursor, pageOf } from '../platform/page.ts'
import { type Context, signedIn } from '../graphql/context.ts'
import { statement } from '../platform/database/statement.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import { User } from '../viewer/schema.ts'
import { newNotices, unreadCount } from './feed.ts'
import { markNotificationsRead } from './markNotificationsRead.ts'
import { countUnread, listNotices, type Notice, readNotices } from './reads.ts'
import { NOTIFICATION_KINDS, notificationText } from './kinds.ts'

type KindValues = Record<Uppercase<Kind>, { value: Kind; description: string }>
const KIND_VALUES = Object.fromEntries(
  Object.entries(NOTIFICATION_KINDS).map(([value, { description }]) => [value.toUpperCase(), { value, description }]),
) as KindValues

/** The kinds of notifications. */
export const NotificationKind = builder.enumType('NotificationKind', {
  description: 'The kinds of notifications.',
  values: KIND_VALUES,
})

const language = statement<{ language: string | null }>(
  `SELECT ${LANGUAGE_OF} FROM users WHERE id = (SELECT viewer_id())`,
)
/** The viewer's language, read once for a request. */
const ownLanguage = createContextCache(async (_context: Context) => (await language.first())?.language ?? null)

/** A notification. */
export const Notification = builder.objectRef<Notice>('Notification').implement({
  description:
    'A notification for the viewer. There is at most one unread notification for each kind and ticket; further events update it.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: ({ id }) => globalId('Notification', id) }),
    kind: t.expose('kind', { type: NotificationKind, description: 'The kind of notification.' }),
    text: t.string({
      description: 'The text, as a sentence.',
      resolve: async (notice, _args, context) =>
        notificationText(notice, { ...context.viewer!, language: await ownLanguage(context) }),
    }),
    ticket: t.field({
      type: Ticket,
      nullable: true,
      description: 'The ticket it is about, where the viewer may see it.',
      resolve: ({ ticket }) => ticket?.id ?? null,
    }),
    actor: t.field({
      type: User,
      nullable: true,
      description: 'The person who caused it; the latest if there are several.',
      resolve: ({ actor }) => actor as never,
    }),
    messageId: t.id({
      nullable: true,
      description: 'The latest message it is about.',
      resolve: ({ messageId }) => messageId && globalId('Message', messageId),
    }),
    count: t.exposeInt('count', { description: 'How often it happened since it was last read.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it happened last.' }),
    readAt: t.expose('readAt', { type: 'DateTime', nullable: true, description: 'When it was read; null until then.' }),
  }),
})
nodeType('Notification', async (id) => (await readNotices([id]))[0] ?? null)

const NotificationConnection = connectionType<Notice>('Notification', Notification, 'notifications')
builder.objectField(NotificationConnection, 'unreadCount', (t) =>
  t.int({ description: 'How many are unread, on all pages.', resolve: () => countUnread() }),
)

builder.queryField('notifications', (t) =>
  t.field({
    type: NotificationConnection,
    authScopes: { signedIn: true },
    description: 'The viewer’s notifications of the last 90 days, newest first.',
    args: {
      first: t.arg.int({ description: 'The number of items from the start; 25 by default, 100 at most.' }),
      after: t.arg.string({ description: 'After this edge’s cursor.' }),
    },
    complexity: ({ first }) => ({ field: 1, multiplier: Math.min(100, first ?? 25) }),
    resolve: async (_root, page) =>
      connectionOf(await listNotices(pageOf(page, 2)), ({ orderKey, id }) => pageCursor(orderKey, id)),
  }),
)

const MarkNotificationsReadInput = builder.inputType('MarkNotificationsReadInput', {
  description: 'The notifications.',
  fields: (t) => ({ ids: t.idList({ description: 'Null means all.' }) }),
})

builder.mutationField('markNotificationsRead', (t) =>
  t.field({
    type: Ack,
    authScopes: { signedIn: true },
    description:
      'Marks notifications of the viewer’s as read, on all their screens. Reading a ticket does so by itself.',
    args: { input: t.arg({ type: MarkNotificationsReadInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const ids = input.ids?.map((id) => uuidOf(id, 'Notification')) ?? null
        await markNotificationsRead(signedIn(context), { ids })
        return { ok: true }
      }),
  }),
)

const UnreadNotifications = builder.objectRef<{ count: number }>('UnreadNotifications').implement({
  description: 'The number of the viewer’s unread notifications.',
  fields: (t) => ({ count: t.exposeInt('count', { description: 'The number of notifications.' }) }),
})

builder.subscriptionFields((t) => ({
  notificationAdded: t.field({
    type: Notification,
    authScopes: { signedIn: true },
    description:
      'The viewer’s new notifications. An updated notification is delivered again, with the same id and the new count.',
    subscribe: (_root, _args, { identity }) => fromNow(newNotices(identity!), identity!),
    resolve: (notice) => notice as unknown as Notice,
  }),
  unreadNotifications: t.field({
    type: UnreadNotifications,
    authScopes: { signedIn: true },
    description: 'The number of unread notifications: now, and whenever it changes on any device.',
    subscribe: (_root, _args, { identity }) => fromNow(unreadCount(identity!), identity!),
    resolve: (state) => state as unknown as { count: number },
  }),
}))
