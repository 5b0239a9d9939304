import { builder } from '../graphql/builder.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { answer, payloadType } from '../graphql/payload.ts'
import { signedIn } from '../graphql/context.ts'
import { cancelChatRequest } from './cancelChatRequest.ts'
import { decideChatRequest } from './decideChatRequest.ts'
import { type ChatRequestRow, readRequest } from './reads.ts'
import { requestChat } from './requestChat.ts'
import { ChatRequest } from './schema.ts'

const ChatRequestPayload = payloadType<{ request: ChatRequestRow | null }>(
  'ChatRequestPayload',
  'The current request; on a CONFLICT, including the other person’s decision.',
)
builder.objectField(ChatRequestPayload, 'request', (t) =>
  t.field({
    type: ChatRequest,
    nullable: true,
    description: 'The request; null if it does not exist.',
    resolve: ({ request }) => request ?? null,
  }),
)

const requestId = { required: true, description: 'The request.' } as const

const RequestChatInput = builder.inputType('RequestChatInput', {
  description: 'Input of `requestChat`.',
  fields: (t) => ({
    ticketId: t.id({ description: 'The ticket to join; null for a live chat with staff.' }),
    ticketNumber: t.string({ description: 'The number of the ticket, such as “TC-0001”, instead of its id.' }),
    reason: t.string({
      required: true,
      description: 'The reason; at most 1,000 characters. It becomes the first message of a live chat.',
    }),
  }),
})
const DecideChatRequestInput = builder.inputType('DecideChatRequestInput', {
  description: 'Input of `decideChatRequest`.',
  fields: (t) => ({
    requestId: t.id(requestId),
    accept: t.boolean({ required: true, description: 'Whether to accept the request.' }),
    fromStart: t.boolean({
      defaultValue: false,
      description: 'Whether the new participant can read the full history; otherwise only new messages.',
    }),
    note: t.string({ description: 'A note for the requester; at most 1,000 characters.' }),
  }),
})
const CancelChatRequestInput = builder.inputType('CancelChatRequestInput', {
  description: 'Input of `cancelChatRequest`.',
  fields: (t) => ({ requestId: t.id(requestId) }),
})

builder.mutationFields((t) => ({
  requestChat: t.field({
    type: ChatRequestPayload,
    authScopes: { signedIn: true },
    description:
      'Requests to join a ticket that concerns the viewer (about their shop, or left before), or a live chat. Repeating a pending request returns it.',
    args: { input: t.arg({ type: RequestChatInput, required: true, description: 'The request.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const { ticketId, ...rest } = input
        const id = await requestChat(signedIn(context), {
          ...rest,
          ticketId: ticketId == null ? null : uuidOf(ticketId, 'Ticket'),
        })
        return { request: await readRequest(id) }
      }),
  }),
  decideChatRequest: t.field({
    type: ChatRequestPayload,
    authScopes: { signedIn: true },
    description:
      'Staff: accepts or declines a request. If several decide at once, one succeeds; the others get a CONFLICT that names that person.',
    args: { input: t.arg({ type: DecideChatRequestInput, required: true, description: 'The decision.' }) },
    resolve: (_root, { input }, context) =>
      withRequest(input, (id) => decideChatRequest(signedIn(context), { ...input, requestId: id })),
  }),
  cancelChatRequest: t.field({
    type: ChatRequestPayload,
    authScopes: { signedIn: true },
    description: 'Withdraws the viewer’s own pending request.',
    args: { input: t.arg({ type: CancelChatRequestInput, required: true, description: 'The request.' }) },
    resolve: (_root, { input }, context) =>
      withRequest(input, (id) => cancelChatRequest(signedIn(context), { requestId: id })),
  }),
}))

/** Runs a change of one request and returns its new state; on a conflict, the state with the other person's change. */
async function withRequest(input: { requestId: string }, work: (requestId: string) => Promise<void>) {
  const id = uuidOf(input.requestId, 'ChatRequest')
  const done = await answer(async () => {
    await work(id)
    return { request: await readRequest(id) }
  })
  const conflict = done.errors.some(({ code }) => code === 'CONFLICT')
  return conflict ? { ...done, request: await readRequest(id) } : done
}
