import { attachmentIdsOf } from '../attachments/schema.ids.ts'
import { builder } from '../graphql/builder.ts'
import type { Context } from '../graphql/context.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { answer, payloadType } from '../graphql/payload.ts'
import { RequestError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { createTicket } from './createTicket.ts'
import { TicketPriority, TicketStatus, TicketType } from './schema.enums.ts'
import { markRead } from './markRead.ts'
import { readTicket } from './reads.ts'
import { setPriority } from './setPriority.ts'
import { setStatus } from './setStatus.ts'
import { star } from './star.ts'
import type { TicketRow } from './ticket.ts'
import { Ticket } from './schema.ticket.ts'
import { updateTags } from './updateTags.ts'

type HasTicket = { ticket: TicketRow | null }

const CreateTicketPayload = payloadType<HasTicket>('CreateTicketPayload', 'The ticket that was opened.')
/** The answer of every change of one ticket. */
export const TicketPayload = payloadType<HasTicket>(
  'TicketPayload',
  'The current ticket; on a CONFLICT, with the changes of somebody else.',
)
for (const payload of [CreateTicketPayload, TicketPayload]) {
  builder.objectField(payload, 'ticket', (t) =>
    t.field({
      type: Ticket,
      nullable: true,
      description: 'Null when nothing was done.',
      resolve: ({ ticket }) => ticket ?? null,
    }),
  )
}

const CreateTicketInput = builder.inputType('CreateTicketInput', {
  description: 'A new ticket with its first message.',
  fields: (t) => ({
    subject: t.string({ required: true, description: 'The subject; at most 200 characters.' }),
    body: t.string({ required: true, description: 'The first message; at most 20,000 characters.' }),
    attachmentIds: t.idList({ description: 'The viewer’s finished uploads, to be sent with the first message.' }),
    type: t.field({ type: TicketType, defaultValue: 'problem', description: 'The type of ticket.' }),
    priority: t.field({ type: TicketPriority, defaultValue: 'medium', description: 'How urgent it is.' }),
    tags: t.stringList({
      description: 'Sellers and staff only: at most 20 tags of at most 50 characters.',
    }),
    clientId: t.id({
      required: true,
      description: 'UUID minted by the client for the first message; a retry with the same one creates nothing new.',
    }),
    requesterId: t.id({ description: 'Staff only: open it for this person.' }),
    sellerId: t.id({ description: 'Staff only: the shop it concerns.' }),
  }),
})

const ticketId = { required: true, description: 'Which ticket.' } as const
const expectedVersion = {
  description: 'The version you last read: if the same field has been changed since, nothing is changed (CONFLICT).',
} as const

const SetStatusInput = builder.inputType('SetStatusInput', {
  description: 'Opens, resolves, closes or reopens a ticket.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    status: t.field({ type: TicketStatus, required: true, description: 'The new status.' }),
    expectedVersion: t.int(expectedVersion),
  }),
})
const SetPriorityInput = builder.inputType('SetPriorityInput', {
  description: 'Sets how urgent a ticket is.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    priority: t.field({ type: TicketPriority, required: true, description: 'The new priority.' }),
    expectedVersion: t.int(expectedVersion),
  }),
})
const UpdateTagsInput = builder.inputType('UpdateTagsInput', {
  description: 'Adds and removes tags.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    add: t.stringList({ description: 'Tags to add.' }),
    remove: t.stringList({ description: 'Tags to remove.' }),
  }),
})
const StarInput = builder.inputType('StarInput', {
  description: 'Stars a ticket for the viewer alone.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    starred: t.boolean({ required: true, description: 'Whether it is starred from now on.' }),
  }),
})
const MarkReadInput = builder.inputType('MarkReadInput', {
  description: 'Moves the viewer’s read marker forward.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    seq: t.int({ required: true, description: 'Up to and with this timeline seq.' }),
  }),
})

builder.mutationField('createTicket', (t) =>
  t.field({
    type: CreateTicketPayload,
    authScopes: { signedIn: true },
    description: 'Opens a ticket with its first message.',
    args: { input: t.arg({ type: CreateTicketInput, required: true, description: 'The ticket.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const { requesterId, sellerId, tags, type, priority, ...rest } = input
        const id = await createTicket(signedIn(context), {
          ...rest,
          attachmentIds: attachmentIdsOf(input.attachmentIds, context.services.files.limits),
          type: type ?? 'problem',
          priority: priority ?? 'medium',
          tags: tags ?? [],
          requesterId: requesterId == null ? null : uuidOf(requesterId, 'User'),
          sellerId: sellerId == null ? null : uuidOf(sellerId, 'Seller'),
        })
        return { ticket: await readTicket(id) }
      }),
  }),
)

builder.mutationFields((t) => ({
  setStatus: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Opens, resolves, closes or reopens a ticket.',
    args: { input: t.arg({ type: SetStatusInput, required: true, description: 'The change.' }) },
    resolve: (_root, { input }, context) =>
      change(input, (id) => setStatus(signedIn(context), { ...input, ticketId: id })),
  }),
  setPriority: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Sets how urgent a ticket is.',
    args: { input: t.arg({ type: SetPriorityInput, required: true, description: 'The change.' }) },
    resolve: (_root, { input }, context) =>
      change(input, (id) => setPriority(signedIn(context), { ...input, ticketId: id })),
  }),
  updateTags: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Adds and removes tags: sellers on their own tickets, staff on all.',
    args: { input: t.arg({ type: UpdateTagsInput, required: true, description: 'The change.' }) },
    resolve: (_root, { input }, context) =>
      change(input, (id) => updateTags(signedIn(context), { ...input, ticketId: id })),
  }),
  star: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Stars or unstars a ticket for the viewer.',
    args: { input: t.arg({ type: StarInput, required: true, description: 'The change.' }) },
    resolve: (_root, { input }, context) => change(input, (id) => star(signedIn(context), { ...input, ticketId: id })),
  }),
  markRead: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Marks a ticket as read up to a seq.',
    args: { input: t.arg({ type: MarkReadInput, required: true, description: 'How far.' }) },
    resolve: (_root, { input }, context) =>
      change(input, (id) => markRead(signedIn(context), { ...input, ticketId: id })),
  }),
}))

/** Runs a change of one ticket and answers with the ticket as it is then; on a conflict, as the others have made it. */
export async function change(input: { ticketId: string }, work: (ticketId: string) => Promise<void>) {
  const id = uuidOf(input.ticketId, 'Ticket')
  const done = await answer(async () => {
    await work(id)
    return { ticket: await readTicket(id) }
  })
  const conflict = done.errors.some(({ code }) => code === 'CONFLICT')
  return conflict ? { ...done, ticket: await readTicket(id) } : done
}

/** Who is signed in; scopes have seen to it that somebody is. */
export function signedIn({ viewer }: Context): Viewer {
  if (!viewer) throw new RequestError('UNAUTHENTICATED', 'Sign in first.')
  return viewer
}
