import { Ack } from '../graphql/ack.ts'
import { builder } from '../graphql/builder.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { answer, payloadType } from '../graphql/payload.ts'
import { signedIn } from '../graphql/context.ts'
import { askForScreenShare } from './askForScreenShare.ts'
import { declineScreenShare } from './declineScreenShare.ts'
import { endScreenShare } from './endScreenShare.ts'
import { readShare, type ShareRow } from './reads.ts'
import { ScreenShare } from './schema.ts'
import { sendScreenShareSignal } from './sendScreenShareSignal.ts'
import { startScreenShare } from './startScreenShare.ts'

const ScreenSharePayload = payloadType<{ screenShare: ShareRow | null }>('ScreenSharePayload', 'The updated share.')
builder.objectField(ScreenSharePayload, 'screenShare', (t) =>
  t.field({
    type: ScreenShare,
    nullable: true,
    description: 'The share; null if it does not exist.',
    resolve: ({ screenShare }) => screenShare ?? null,
  }),
)

const ticketId = { required: true, description: 'The ticket.' } as const
const screenShareId = { required: true, description: 'The share.' } as const

const StartScreenShareInput = builder.inputType('StartScreenShareInput', {
  description: 'Input of `startScreenShare`.',
  fields: (t) => ({ ticketId: t.id(ticketId) }),
})
const AskForScreenShareInput = builder.inputType('AskForScreenShareInput', {
  description: 'Input of `askForScreenShare`.',
  fields: (t) => ({ ticketId: t.id(ticketId) }),
})
const DeclineScreenShareInput = builder.inputType('DeclineScreenShareInput', {
  description: 'Input of `declineScreenShare`.',
  fields: (t) => ({ ticketId: t.id(ticketId) }),
})
const ScreenShareIdInput = builder.inputType('ScreenShareIdInput', {
  description: 'Input of `endScreenShare`.',
  fields: (t) => ({ screenShareId: t.id(screenShareId) }),
})
const ScreenShareSignalInput = builder.inputType('ScreenShareSignalInput', {
  description: 'Input of `sendScreenShareSignal`: WebRTC signalling between the sharer and one watcher.',
  fields: (t) => ({
    screenShareId: t.id(screenShareId),
    toUserId: t.id({ required: true, description: 'The recipient: the sharer or a watcher.' }),
    signal: t.string({ required: true, description: 'An SDP or ICE message as JSON text; at most 64,000 characters.' }),
  }),
})

builder.mutationFields((t) => ({
  startScreenShare: t.field({
    type: ScreenSharePayload,
    authScopes: { signedIn: true },
    description: 'Starts sharing the viewer’s screen in a ticket; a previous share ends.',
    args: { input: t.arg({ type: StartScreenShareInput, required: true, description: 'The ticket.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const id = await startScreenShare(signedIn(context), { ticketId: uuidOf(input.ticketId, 'Ticket') })
        return { screenShare: await readShare(id) }
      }),
  }),
  endScreenShare: t.field({
    type: ScreenSharePayload,
    authScopes: { signedIn: true },
    description: 'Ends a share. Only the sharer can do this.',
    args: { input: t.arg({ type: ScreenShareIdInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const id = uuidOf(input.screenShareId, 'ScreenShare')
        await endScreenShare(signedIn(context), { screenShareId: id })
        return { screenShare: await readShare(id) }
      }),
  }),
  sendScreenShareSignal: t.field({
    type: Ack,
    authScopes: { signedIn: true },
    description:
      'Sends a signal to the other side of a active share: from the sharer to a watcher, or from a watcher to the sharer.',
    args: { input: t.arg({ type: ScreenShareSignalInput, required: true, description: 'The signal.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        await sendScreenShareSignal(signedIn(context), {
          screenShareId: uuidOf(input.screenShareId, 'ScreenShare'),
          toUserId: uuidOf(input.toUserId, 'User'),
          signal: input.signal,
        })
        return { ok: true }
      }),
  }),
  askForScreenShare: t.field({
    type: Ack,
    authScopes: { signedIn: true },
    description: 'Staff: asks the requester of a ticket to share their screen. Only the requester can start the share.',
    args: { input: t.arg({ type: AskForScreenShareInput, required: true, description: 'The ticket.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        await askForScreenShare(signedIn(context), { ticketId: uuidOf(input.ticketId, 'Ticket') })
        return { ok: true }
      }),
  }),
  declineScreenShare: t.field({
    type: Ack,
    authScopes: { signedIn: true },
    description: 'Declines to share the viewer’s screen in a ticket; everyone who asked is notified.',
    args: { input: t.arg({ type: DeclineScreenShareInput, required: true, description: 'The ticket.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        await declineScreenShare(signedIn(context), { ticketId: uuidOf(input.ticketId, 'Ticket') })
        return { ok: true }
      }),
  }),
}))
