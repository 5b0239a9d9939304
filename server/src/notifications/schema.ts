import { Ack } from '../graphql/ack.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { connectionType } from '../graphql/connectionType.ts'
import { globalId, uuidOf } from '../graphql/globalId.ts'
import { nodeType } from '../graphql/node.ts'
import { answer } from '../graphql/payload.ts'
import { fromNow } from '../live/feed.ts'
import { pageCursor, pageOf } from '../platform/page.ts'
import { signedIn } from '../tickets/schema.mutations.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import { User } from '../viewer/schema.ts'
import { newNotices, unreadCount } from './feed.ts'
import { markNotificationsRead } from './markNotificationsRead.ts'
import { countUnread, listNotices, type Notice, readNotices } from './reads.ts'
import { notificationText } from './strings.ts'

const NotificationKind = builder.enumType('NotificationKind', {
  description: 'What a notification is about.',
  values: {
    REPLY: { value: 'reply', description: 'Somebody wrote in a ticket of the viewer’s.' },
    OPENED: { value: 'opened', description: 'Staff opened a ticket for the viewer.' },
    STATUS: { value: 'status', description: 'The status of a ticket of the viewer’s changed.' },
    ASSIGNED: { value: 'assigned', description: 'Staff: a ticket was given to the viewer.' },
    MENTION: { value: 'mention', description: 'Staff: somebody named the viewer in an internal note.' },
    NOTE: { value: 'note', description: 'Staff: an internal note in a ticket that the viewer has.' },
    CHAT_REQUEST: { value: 'chat_request', description: 'Staff: somebody asks to join a ticket, or for a chat.' },
    CHAT_DECISION: { value: 'chat_decision', description: 'What the viewer asked for was decided.' },
    UNASSIGNED: {
      value: 'unassigned',
      description:
        'Staff: a customer wrote in a ticket that nobody has. Withdrawn as soon as somebody has it, answers or ends it.',
    },
  } as const,
})

const Notification = builder.objectRef<Notice>('Notification').implement({
  description:
    'Something the viewer is told. Of one kind and ticket there is one unread at most: more of it raises that one.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: ({ id }) => globalId('Notification', id) }),
    kind: t.expose('kind', { type: NotificationKind, description: 'What it is about.' }),
    text: t.string({
      description: 'A sentence for its reader.',
      resolve: (notice, _args, { viewer }) => notificationText(notice, viewer!),
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
      description: 'Who did it, the latest of several.',
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
    description: 'What the viewer was told in the last ninety days, the latest first.',
    args: {
      first: t.arg.int({ description: 'So many from the start; 25 if nothing is said, 100 at most.' }),
      after: t.arg.string({ description: 'Beyond this edge’s cursor.' }),
    },
    complexity: ({ first }) => ({ field: 1, multiplier: Math.min(100, first ?? 25) }),
    resolve: async (_root, page) =>
      connectionOf(await listNotices(pageOf(page, 2)), ({ orderKey, id }) => pageCursor(orderKey, id)),
  }),
)

const MarkNotificationsReadInput = builder.inputType('MarkNotificationsReadInput', {
  description: 'Which notifications.',
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
  description: 'How much of what the viewer was told they have not read.',
  fields: (t) => ({ count: t.exposeInt('count', { description: 'So many notifications.' }) }),
})

builder.subscriptionFields((t) => ({
  notificationAdded: t.field({
    type: Notification,
    authScopes: { signedIn: true },
    description: 'What the viewer is told, from now on. One that is raised comes again, with its id and its count.',
    subscribe: (_root, _args, { identity }) => fromNow(newNotices(identity!), identity!),
    resolve: (notice) => notice as unknown as Notice,
  }),
  unreadNotifications: t.field({
    type: UnreadNotifications,
    authScopes: { signedIn: true },
    description: 'How many notifications are unread: now, and whenever some come or are read, on whatever screen.',
    subscribe: (_root, _args, { identity }) => fromNow(unreadCount(identity!), identity!),
    resolve: (state) => state as unknown as { count: number },
  }),
}))
