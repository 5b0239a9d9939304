import { collectSoon } from '../platform/files/collectSoon.ts'
import { builder } from '../graphql/builder.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { answer } from '../graphql/payload.ts'
import { signedIn } from '../graphql/context.ts'
import { change, TicketPayload } from '../tickets/schema.mutations.ts'
import { TicketIdInput } from '../tickets/schema.staff.ts'
import { deleteConversation } from './deleteConversation.ts'
import { deleteMessage } from './deleteMessage.ts'
import { MessagePayload } from './schema.ts'

const DeleteMessageInput = builder.inputType('DeleteMessageInput', {
  description: 'Input of `deleteMessage`.',
  fields: (t) => ({ messageId: t.id({ required: true, description: 'The message to delete.' }) }),
})

builder.mutationFields((t) => ({
  deleteMessage: t.field({
    type: MessagePayload,
    authScopes: { signedIn: true },
    description:
      'Deletes a message: as an admin every one, and otherwise one of the viewer’s own within `Desk.messageDeletionMinutes` (then CONFLICT). A tombstone remains; the text is deleted permanently.',
    args: { input: t.arg({ type: DeleteMessageInput, required: true, description: 'The message.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const message = await deleteMessage(signedIn(context), { messageId: uuidOf(input.messageId, 'Message') })
        await collectSoon()
        return { message }
      }),
  }),
  deleteConversation: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description:
      'Admins: deletes the messages, internal notes, files, private notes and join request texts of a ticket. Its subject and history are kept.',
    args: { input: t.arg({ type: TicketIdInput, required: true, description: 'The ticket.' }) },
    resolve: (_root, { input }, context) =>
      change(input, async (id) => {
        const changed = await deleteConversation(signedIn(context), { ...input, ticketId: id })
        await collectSoon()
        return changed
      }),
  }),
}))
