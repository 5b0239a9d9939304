import { attachmentIdsOf } from '../attachments/schema.ids.ts'
import { builder } from '../graphql/builder.ts'
import { globalId, uuidOf } from '../graphql/globalId.ts'
import { nodeType } from '../graphql/node.ts'
import { answer, payloadType } from '../graphql/payload.ts'
import { selectedFields } from '../graphql/selectedFields.ts'
import { PER_VIEWER } from '../live/perViewer.ts'
import type { MessageRow } from '../history/message.ts'
import { isStaff } from '../tickets/policy.ts'
import { readTicket } from '../tickets/reads.ts'
import { changeFields, macroField } from '../tickets/schema.changes.ts'
import { signedIn } from '../tickets/schema.mutations.ts'
import { agentOf } from '../tickets/schema.staff.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import type { TicketRow } from '../tickets/ticket.ts'
import { Role, User } from '../viewer/schema.ts'
import { editMessage } from './editMessage.ts'
import { readMessage, readMentions, readReaders } from './reads.ts'
import { replyAndSet } from './replyAndSet.ts'
import { sendMessage } from './sendMessage.ts'

/** Who may see a message. */
export const Audience = builder.enumType('Audience', {
  description: 'Who can see a message. STAFF is an internal note.',
  values: {
    PARTICIPANTS: { value: 'participants', description: 'All participants.' },
    STAFF: { value: 'staff', description: 'Agents and admins alone.' },
  } as const,
})

/** A message. */
export const Message = builder.objectRef<MessageRow>('Message').implement({
  description: 'A message.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: ({ id }) => globalId('Message', id) }),
    clientId: t.id({ description: 'The UUID the client minted.', resolve: ({ id }) => id }),
    ticket: t.field({ type: Ticket, description: 'The cursor of this item.', resolve: ({ ticketId }) => ticketId }),
    author: t.field({
      type: User,
      nullable: true,
      description: 'The author.',
      resolve: ({ author }) => author as never,
    }),
    senderRole: t.field({
      type: Role,
      nullable: true,
      description: 'The author’s role at the time; null for the system.',
      resolve: ({ senderType }) => (senderType === 'system' ? null : senderType),
    }),
    audience: t.expose('audience', { type: Audience, description: 'Who can see it.' }),
    body: t.exposeString('body', { nullable: true, description: 'The text; null once deleted.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was written.' }),
    editedAt: t.expose('editedAt', { type: 'DateTime', nullable: true, description: 'When it was last edited.' }),
    deletedAt: t.expose('deletedAt', { type: 'DateTime', nullable: true, description: 'When it was deleted.' }),
    mentions: t.loadableList({
      type: User,
      description: 'The staff members mentioned in an internal note.',
      complexity: { field: 1, multiplier: 1 },
      load: (ids: string[]) => readMentions(ids) as Promise<never[][]>,
      resolve: ({ id, audience, body }) => (audience === 'staff' && body?.includes('@') ? id : ''),
    }),
    readBy: t.loadableList({
      type: User,
      description: 'Other participants who have read it.',
      extensions: { [PER_VIEWER]: true },
      // A person is a user without what is nobody's business.
      load: (ids: string[]) => readReaders(ids) as Promise<never[][]>,
      resolve: ({ id }) => id,
    }),
  }),
})
nodeType('Message', readMessage)

builder.objectField(Ticket, 'lastMessage', (t) =>
  t.field({
    type: Message,
    nullable: true,
    description: 'The latest message the viewer may see.',
    resolve: (ticket) => (ticket as { lastMessage: MessageRow | null }).lastMessage,
  }),
)

const ReplyPayload = payloadType<{ message: MessageRow; ticketId: string; ticket?: Promise<TicketRow | null> }>(
  'ReplyPayload',
  'The message that was sent.',
)
builder.objectFields(ReplyPayload, (t) => ({
  message: t.field({
    type: Message,
    nullable: true,
    description: 'Null when nothing was sent.',
    resolve: ({ message }) => message ?? null,
  }),
  ticket: t.field({
    type: Ticket,
    nullable: true,
    description: 'The ticket as it is now.',
    resolve: ({ ticketId, ticket }) => ticket ?? (ticketId ? readTicket(ticketId) : null),
  }),
}))

/** The answer of every change of one message. */
export const MessagePayload = payloadType<{ message: MessageRow }>('MessagePayload', 'The message as it is now.')
builder.objectField(MessagePayload, 'message', (t) =>
  t.field({
    type: Message,
    nullable: true,
    description: 'Null when nothing was done.',
    resolve: ({ message }) => message ?? null,
  }),
)

const ReplyActionsInput = builder.inputType('ReplyActionsInput', {
  description: 'The ticket fields that a reply sets. Omitted fields do not change.',
  fields: (t) => ({
    ...changeFields(t),
    macroId: macroField(t),
  }),
})

const ReplyInput = builder.inputType('ReplyInput', {
  description: 'A message to a ticket.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: 'Which ticket.' }),
    clientId: t.id({ required: true, description: 'UUID minted by the client; sending it again is harmless.' }),
    body: t.string({
      required: true,
      description: 'The text; at most 20,000 characters. It may be empty if there are files.',
    }),
    attachmentIds: t.idList({ description: 'The viewer’s finished uploads, to be sent with it.' }),
    audience: t.field({
      type: Audience,
      defaultValue: 'participants',
      description: 'STAFF makes it an internal note: staff only.',
    }),
    alsoSet: t.field({
      type: ReplyActionsInput,
      description: 'Staff only: changes of the ticket in the same transaction; a retry does not apply them again.',
    }),
  }),
})

const EditMessageInput = builder.inputType('EditMessageInput', {
  description: 'Input of `editMessage`.',
  fields: (t) => ({
    messageId: t.id({ required: true, description: 'Which message.' }),
    body: t.string({ required: true, description: 'The new text; at most 20,000 characters.' }),
  }),
})

builder.mutationFields((t) => ({
  reply: t.field({
    type: ReplyPayload,
    authScopes: { signedIn: true },
    description: 'Sends a message to a ticket. A participant’s reply reopens a ticket that was resolved or closed.',
    args: { input: t.arg({ type: ReplyInput, required: true, description: 'The message.' }) },
    resolve: (_root, { input }, context, info) =>
      answer(async () => {
        const ticketId = uuidOf(input.ticketId, 'Ticket')
        const { alsoSet, ...rest } = input
        const sent = {
          ...rest,
          ticketId,
          attachmentIds: attachmentIdsOf(input.attachmentIds, context.services.files.limits),
          audience: input.audience ?? 'participants',
        }
        const viewer = signedIn(context)
        // A requester's reply may reopen the ticket; after a reply of staff's nothing more happens to it, and it is read on the same way.
        let ticket: Promise<TicketRow | null> | undefined
        const readAlong = () => {
          if (!isStaff(viewer) || !selectedFields(info, []).includes('ticket')) return
          ticket = readTicket(ticketId)
          // It fails while nobody waits for it yet, or where the message fails and nobody ever will: that is no crash.
          ticket.catch(() => {})
        }
        const message = alsoSet
          ? await replyAndSet(viewer, sent, {
              ...alsoSet,
              agentId: agentOf(alsoSet.agentId),
              macroId: alsoSet.macroId == null ? null : uuidOf(alsoSet.macroId, 'Macro'),
            })
          : await sendMessage(viewer, sent, readAlong)
        return { message, ticketId, ticket }
      }),
  }),
  editMessage: t.field({
    type: MessagePayload,
    authScopes: { signedIn: true },
    description: 'Edits one of the viewer’s messages, which is then shown as edited.',
    args: { input: t.arg({ type: EditMessageInput, required: true, description: 'The change.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        return {
          message: await editMessage(signedIn(context), {
            messageId: uuidOf(input.messageId, 'Message'),
            body: input.body,
          }),
        }
      }),
  }),
}))
