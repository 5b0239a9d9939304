import { randomUUID } from 'node:crypto'
import { gid } from '../testApp.ts'
import type { World } from './world.ts'

/** The variables of every operation and route, for a person and the ticket of a buyer or seller. */
export function variablesIn(world: World, who: string, side: 'buyer' | 'seller'): Record<string, unknown> {
  const viewerId = world.people[who]?.id ?? ''
  const { id, number, messageId, attachmentId, requestId, cursor, staffCursor } = world.tickets[side]
  return {
    ticket: id,
    number,
    message: messageId,
    attachment: attachmentId,
    request: requestId,
    spareRequest: side === 'seller' ? requestId : world.spare.requestId,
    guest: gid('User', world.guest.id),
    requester: gid('User', world.people[`${side} owner`]!.id),
    agent: gid('User', world.people['agent stranger']!.id),
    spare: side === 'seller' ? id : world.spare.id,
    leaving: side === 'seller' ? id : world.leaving.id,
    scheduled: world.scheduled[side][0],
    scheduledToSend: world.scheduled[side][1],
    scheduledToCancel: world.scheduled[side][2],
    tomorrow: new Date(Date.now() + 24 * 3_600_000).toISOString(),
    spareMessage: (side === 'seller' ? world.spareOfSeller : world.spare).messageId,
    shop: world.shopId,
    session: world.sessions[side].id,
    spareSession: world.sessions[side].spareId,
    hosted: world.sessions[side].hosted[viewerId] ?? world.sessions[side].id,
    sessionAt: world.sessionAt,
    otherAt: new Date(Date.parse(world.sessionAt) + 86_400_000 * (1 + Math.random())).toISOString(),
    share: world.shares[side],
    sharer: gid('User', world.sharers[side]!.id),
    spareUser: world.spareUser,
    erasable: gid('User', world.erasable.id),
    erasableEmail: world.erasable.email,
    invitation: world.invitation,
    spareInvitation: world.spareInvitation,
    invited: `${randomUUID()}@invited.test`,
    uuid: randomUUID(),
    backgroundJob: world.backgroundJob,
    batch: world.batches[viewerId] ?? Object.values(world.batches)[0],
    cursor: /agent|admin/.test(who) ? staffCursor : cursor,
    inbox: world.inboxCursors[who] ?? null,
  }
}
