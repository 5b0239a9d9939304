import { builder } from '../graphql/builder.ts'
import { nodeId, nodeType } from '../graphql/node.ts'
import { FeedRequest, fromNow } from '../live/feed.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { RequestError } from '../platform/userError.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { User } from '../viewer/schema.ts'
import { askFeed, declineFeed, FIRST, shareFeed, type Signal, signalFeed } from './feeds.ts'
import type { IceServer } from './iceServers.ts'
import { type AskRow, readAsks, readRunningShares, readSentAsks, readShare, type ShareRow } from './reads.ts'

/** A live screen share, active or ended. */
export const ScreenShare = builder.objectRef<ShareRow>('ScreenShare').implement({
  description: 'A live screen share in a ticket.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: nodeId('ScreenShare') }),
    ticket: t.field({ type: Ticket, description: 'The ticket.', resolve: ({ ticketId }) => ticketId }),
    sharer: t.field({
      type: User,
      description: 'The person who shares their screen.',
      resolve: ({ sharer }) => sharer as never,
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When the share started.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the share ended; null while it is active.',
    }),
  }),
})
nodeType('ScreenShare', readShare)

const ScreenShareSignal = builder.objectRef<Signal>('ScreenShareSignal').implement({
  description: 'A WebRTC signal from the other side of a share.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The id. Repeated deliveries have the same id.' }),
    screenShare: t.field({ type: ScreenShare, description: 'The share.', resolve: ({ share }) => share }),
    from: t.field({ type: User, description: 'The sender.', resolve: ({ from }) => from as never }),
    signal: t.exposeString('signal', { description: 'An SDP or ICE message as JSON text.' }),
  }),
})

const ScreenShareAsk = builder.objectRef<AskRow>('ScreenShareAsk').implement({
  description: 'A request by staff that a person shares their screen. Only that person can start the share.',
  fields: (t) => ({
    id: t.id({ description: 'Opaque.', resolve: nodeId('ScreenShareAsk') }),
    ticket: t.field({ type: Ticket, description: 'The ticket.', resolve: ({ ticketId }) => ticketId }),
    asker: t.field({ type: User, description: 'The staff member who asked.', resolve: ({ asker }) => asker as never }),
    person: t.field({ type: User, description: 'The person who was asked.', resolve: ({ person }) => person as never }),
    askedAt: t.expose('askedAt', { type: 'DateTime', description: 'When.' }),
    declinedAt: t.expose('declinedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the person declined; null if they have not.',
    }),
  }),
})

const IceServer = builder.objectRef<IceServer>('IceServer').implement({
  description: 'A STUN or TURN server, as for `RTCPeerConnection`.',
  fields: (t) => ({
    urls: t.exposeStringList('urls', { description: 'The addresses.' }),
    username: t.exposeString('username', { nullable: true, description: 'The username, if required.' }),
    credential: t.exposeString('credential', { nullable: true, description: 'The credential, valid for an hour.' }),
  }),
})

builder.queryFields((t) => ({
  activeScreenShares: t.field({
    type: [ScreenShare],
    authScopes: { signedIn: true },
    description: 'The active shares, oldest first. Staff see all of them, others those in their tickets.',
    resolve: () => readRunningShares(),
  }),
  screenShareAsks: t.field({
    type: [ScreenShareAsk],
    authScopes: { signedIn: true },
    description: 'The pending requests of the last 10 minutes to see the viewer’s screen.',
    resolve: (_root, _args, { viewer }) => readAsks(viewer!.id),
  }),
  sentScreenShareAsks: t.field({
    type: [ScreenShareAsk],
    authScopes: { signedIn: true },
    description: 'The viewer’s screen share requests of the last hour that did not lead to a share, oldest first.',
    resolve: (_root, _args, { viewer }) => readSentAsks(viewer!.id),
  }),
  iceServers: t.field({
    type: [IceServer],
    authScopes: { signedIn: true },
    description: 'The ICE servers for the viewer; empty if none are configured.',
    resolve: (_root, _args, { viewer, services }) => services.iceServersFor(viewer!.id),
  }),
}))

builder.subscriptionFields((t) => ({
  screenShareChanged: t.field({
    type: ScreenShare,
    authScopes: { signedIn: true },
    description: 'Shares when they start and end. Staff receive all of them, others their own. Starts from now.',
    subscribe: (_root, _args, { identity }) => fromNow(shareFeed(identity!), identity!),
    resolve: (share) => share as unknown as ShareRow,
  }),
  screenShareAsked: t.field({
    type: ScreenShareAsk,
    authScopes: { signedIn: true },
    description: 'Requests to see the viewer’s screen. Starts from now.',
    subscribe: (_root, _args, { identity }) => fromNow(askFeed(identity!), identity!),
    resolve: (ask) => ask as unknown as AskRow,
  }),
  screenShareDeclined: t.field({
    type: ScreenShareAsk,
    authScopes: { signedIn: true },
    description:
      'Declined screen share requests, delivered to the person who asked and to the person who was asked. Starts from now.',
    subscribe: (_root, _args, { identity }) => fromNow(declineFeed(identity!), identity!),
    resolve: (ask) => ask as unknown as AskRow,
  }),
  screenShareSignal: t.field({
    type: ScreenShareSignal,
    authScopes: { signedIn: true },
    description:
      'Signals from the other side of a share, in order: first the stored ones, then new ones. The sharer must stay subscribed, otherwise the share ends within 10 seconds.',
    args: { screenShareId: t.arg.id({ required: true, description: 'The share.' }) },
    subscribe: async (_root, { screenShareId }, { identity, services }) => {
      const share = await readShare(uuidOf(screenShareId, 'ScreenShare'))
      const mine = share && (share.sharerId === identity!.userId || isStaffRole(identity!.role))
      if (!share || share.endedAt !== null || !mine)
        throw new RequestError('NOT_FOUND', 'The screen share does not exist.')
      const feed = signalFeed(share, identity!, (connection) => services.shares.attend(share, connection))
      return new FeedRequest(feed, identity!, FIRST)
    },
    resolve: (signal) => signal as unknown as Signal,
  }),
}))
