import { describe, expect, test } from '@jest/globals'
import { canInspectDeliveries } from '../src/deliveries/policy.ts'
import { canAppeal, canDecideCase, canEscalate, canRequestEvidence } from '../src/cases/policy.ts'
import { canSetAway, canSetHours, canSetLoadLimit, canSetTeamAssignment } from '../src/assignment/policy.ts'
import { canSeeFigures, canSeeStaffFigures, whoseFigures } from '../src/analytics/policy.ts'
import { canSetDesk } from '../src/desk/policy.ts'
import { canChangeMacro, canShareOrNot } from '../src/macros/policy.ts'
import { canErase } from '../src/erasure/policy.ts'
import { canExport } from '../src/exporting/policy.ts'
import { canWriteTo } from '../src/log/policy.ts'
import { canDelete, canDeleteOwn, canEdit } from '../src/messages/policy.ts'
import { canChangeAccess, canManagePeople } from '../src/people/policy.ts'
import { canRequestEmergencyAccess, canSetConfidential } from '../src/privacy/policy.ts'
import { canTypeTo } from '../src/presence/policy.ts'
import { canRate, canSeeRating } from '../src/ratings/policy.ts'
import { canHold, canManageRetention } from '../src/retention/policy.ts'
import { canAsk, canCancel, canDecide } from '../src/requests/policy.ts'
import { canChangeScheduled } from '../src/scheduledMessages/policy.ts'
import { canEnd, canSignal, canWatch } from '../src/screenshare/policy.ts'
import { canRespond, canRetry, canSchedule } from '../src/sessions/policy.ts'
import { canBeRemoved, canCloseShops, canJoinShops, canManageMembers } from '../src/shops/policy.ts'
import { canSeeSuggestions } from '../src/suggestions/policy.ts'
import { canManageTags } from '../src/tags/policy.ts'
import { canAddTeam, canManageTeams } from '../src/teams/policy.ts'
import { canCreateToken, canRevokeToken } from '../src/tokens/policy.ts'
import * as tickets from '../src/tickets/policy.ts'
import { canSeeEmail, isOnline } from '../src/viewer/policy.ts'
import { canChangeView, canSaveViews } from '../src/views/policy.ts'

type Viewer = { id: string; role: (typeof ROLES)[number] }
/** Each row of a table lists the roles for which the policy returns true. */
type Row = [action: string, allowed: string, decide: (viewer: Viewer) => boolean]

const ROLES = ['buyer', 'seller', 'agent', 'admin'] as const
const ALL = 'buyer seller agent admin'
const NOBODY = ''

const OTHER = 'other'
const own = { requesterId: 'viewer', participantIds: ['viewer'], status: 'open' } as const
const joined = { ...own, requesterId: OTHER } as const
const foreign = { requesterId: OTHER, participantIds: [OTHER], status: 'open' } as const
const closed = { ...own, status: 'closed' } as const
const ofShop = { ...foreign, viewerIsOfShop: true, shopAccess: 'shop' } as const
const writtenTo = { ...ofShop, addressedTo: 'shop', escalatedAt: null } as const
const escalated = { ...writtenTo, escalatedAt: new Date() } as const
const askedInto = { ...ofShop, addressedTo: 'staff', escalatedAt: null } as const
const filed = { ...ofShop, shopAccess: 'requester', addressedTo: 'staff' } as const
const dispute = { sellerId: 'shop', shopAccess: 'shop', deciderIds: [OTHER] } as const
const identity = ({ id, role }: Viewer) => ({ userId: id, role })

const TABLES: Record<string, Row[]> = {
  deliveries: [['see why another person was sent a notification', 'admin', (v) => canInspectDeliveries(v)]],
  assignment: [
    ['set their own working hours', 'agent admin', (v) => canSetHours(v, { id: 'viewer' })],
    ["set another person's working hours", 'admin', (v) => canSetHours(v, { id: OTHER })],
    ['say that they are away', 'agent admin', (v) => canSetAway(v)],
    ['set load limits', 'admin', (v) => canSetLoadLimit(v)],
    ['set how the tickets of a team are assigned', 'admin', (v) => canSetTeamAssignment(v)],
  ],
  analytics: [
    ['see figures', 'seller agent admin', (v) => canSeeFigures(v)],
    ['see figures by agent, team and tag, of ratings and of suggestions', 'agent admin', (v) => canSeeStaffFigures(v)],
    ['see the ratings of everybody', 'admin', (v) => whoseFigures(v) === null],
  ],
  desk: [['change desk settings', 'admin', (v) => canSetDesk(v)]],
  erasure: [
    ['erase another person', 'admin', (v) => canErase(v, { id: OTHER })],
    ['erase themselves', NOBODY, (v) => canErase(v, { id: 'viewer' })],
  ],
  tokens: [
    ['create API tokens for themselves', ALL, (v) => canCreateToken(v, { id: 'viewer', isService: false })],
    ['create API tokens for service accounts', 'admin', (v) => canCreateToken(v, { id: OTHER, isService: true })],
    ['create API tokens for other people', NOBODY, (v) => canCreateToken(v, { id: OTHER, isService: false })],
    ['revoke their own API tokens', ALL, (v) => canRevokeToken(v, { id: 'viewer' })],
    ['revoke API tokens of others', 'admin', (v) => canRevokeToken(v, { id: OTHER })],
  ],
  exporting: [['export tickets and the data of people', 'admin', (v) => canExport(v)]],
  retention: [
    ['set and lift legal holds', 'admin', (v) => canHold(v)],
    ['read and change retention rules', 'admin', (v) => canManageRetention(v)],
  ],
  macros: [
    ['change their own macro', ALL, (v) => canChangeMacro(v, { ownerId: 'viewer', isShared: false })],
    ["change another person's private macro", NOBODY, (v) => canChangeMacro(v, { ownerId: OTHER, isShared: false })],
    ["change another person's shared macro", 'admin', (v) => canChangeMacro(v, { ownerId: OTHER, isShared: true })],
    ['share their own macro', ALL, (v) => canShareOrNot(v, { ownerId: 'viewer', isShared: false }, true)],
    ["unshare another person's macro", NOBODY, (v) => canShareOrNot(v, { ownerId: OTHER, isShared: true }, false)],
    ["leave another person's macro shared", ALL, (v) => canShareOrNot(v, { ownerId: OTHER, isShared: true }, true)],
  ],
  messages: [
    ['write a note', 'agent admin', (v) => canWriteTo(v, 'staff')],
    ['write to everyone', ALL, (v) => canWriteTo(v, 'participants')],
    ['write to the requester’s side', ALL, (v) => canWriteTo(v, 'requester')],
    ['write to a shop’s side', 'seller agent admin', (v) => canWriteTo(v, 'shop')],
    ['edit their own message', ALL, (v) => canEdit(v, { authorId: 'viewer', deletedAt: null })],
    ['edit their own deleted message', NOBODY, (v) => canEdit(v, { authorId: 'viewer', deletedAt: new Date() })],
    ["edit another person's message", NOBODY, (v) => canEdit(v, { authorId: OTHER, deletedAt: null })],
    ['edit a message of the system', NOBODY, (v) => canEdit(v, { authorId: null, deletedAt: null })],
    ['delete their own message for a while', ALL, (v) => canDeleteOwn(v, { authorId: 'viewer' })],
    ["delete another person's message as its author", NOBODY, (v) => canDeleteOwn(v, { authorId: OTHER })],
    ['delete any message', 'admin', (v) => canDelete(v)],
  ],
  people: [
    ['invite people and set roles', 'admin', (v) => canManagePeople(v)],
    ["change another person's access", 'admin', (v) => canChangeAccess(v, { id: OTHER })],
    ['change their own access', NOBODY, (v) => canChangeAccess(v, { id: 'viewer' })],
  ],
  presence: [
    ['type a reply', ALL, (v) => canTypeTo(sideOf(v), true, 'participants')],
    ['type a note', 'agent admin', (v) => canTypeTo(sideOf(v), true, 'staff')],
    ['type to the requester’s side', 'buyer agent admin', (v) => canTypeTo(sideOf(v), true, 'requester')],
    ['type to the shop’s side', 'seller agent admin', (v) => canTypeTo(sideOf(v), true, 'shop')],
    [
      'type to the shop’s side of a ticket without one',
      NOBODY,
      (v) => v.role !== 'seller' && canTypeTo(sideOf(v), false, 'shop'),
    ],
  ],
  cases: [
    ['ask the platform to step in on a ticket with a shop', 'buyer seller', (v) => canEscalate(v, dispute)],
    ['on a ticket without one', NOBODY, (v) => canEscalate(v, { ...dispute, sellerId: null })],
    ['on a ticket that the shop has filed', NOBODY, (v) => canEscalate(v, { ...dispute, shopAccess: 'requester' })],
    ['ask for evidence', 'agent admin', (v) => canRequestEvidence(v)],
    ['decide a dispute', 'agent admin', (v) => canDecideCase(v, dispute)],
    ['decide an appeal against their own decision', NOBODY, (v) => canDecideCase(v, { deciderIds: ['viewer'] })],
    ['appeal', 'buyer seller', (v) => canAppeal(v)],
  ],
  ratings: [
    ['rate their own ticket', 'buyer seller', (v) => canRate(v, { requesterId: 'viewer', assigneeId: OTHER })],
    [
      'rate their own unassigned ticket',
      'buyer seller',
      (v) => canRate(v, { requesterId: 'viewer', assigneeId: null }),
    ],
    [
      'rate a ticket assigned to themselves',
      NOBODY,
      (v) => canRate(v, { requesterId: 'viewer', assigneeId: 'viewer' }),
    ],
    ["rate another person's ticket", NOBODY, (v) => canRate(v, { requesterId: OTHER, assigneeId: null })],
    ['see the rating of their own ticket', ALL, (v) => canSeeRating(identity(v), own)],
    ["see the rating of another person's ticket", 'agent admin', (v) => canSeeRating(identity(v), foreign)],
  ],
  requests: [
    ['request a chat or to join', 'buyer seller', (v) => canAsk(v)],
    ['decide a pending request', 'agent admin', (v) => canDecide(identity(v), request(OTHER, 'pending'))],
    ['decide an accepted request', NOBODY, (v) => canDecide(identity(v), request(OTHER, 'accepted'))],
    ['withdraw their own pending request', ALL, (v) => canCancel(identity(v), request('viewer', 'pending'))],
    ['withdraw their own declined request', NOBODY, (v) => canCancel(identity(v), request('viewer', 'declined'))],
    ["withdraw another person's request", NOBODY, (v) => canCancel(identity(v), request(OTHER, 'pending'))],
  ],
  scheduledMessages: [
    ['change their own scheduled message', ALL, (v) => canChangeScheduled(v, { authorId: 'viewer' })],
    ["change another person's scheduled message", NOBODY, (v) => canChangeScheduled(v, { authorId: OTHER })],
  ],
  suggestions: [['see suggestions', 'agent admin', (v) => canSeeSuggestions(v)]],
  screenshare: [
    ['end their own share', ALL, (v) => canEnd(v, { sharerId: 'viewer' })],
    ["end another person's share", NOBODY, (v) => canEnd(v, { sharerId: OTHER })],
    ['watch', 'agent admin', (v) => canWatch(v)],
    ['signal a watcher of their own share', ALL, (v) => canSignal(v, { sharerId: 'viewer' }, OTHER)],
    ['signal the sharer', 'agent admin', (v) => canSignal(v, { sharerId: OTHER }, OTHER)],
    ['signal another watcher', NOBODY, (v) => canSignal(v, { sharerId: OTHER }, 'third')],
    ['signal themselves', NOBODY, (v) => canSignal(v, { sharerId: 'viewer' }, 'viewer')],
  ],
  sessions: [
    ['schedule, move and cancel a session', 'agent admin', (v) => canSchedule(v)],
    ['answer an invitation in a ticket of theirs', 'buyer seller', (v) => canRespond(v, joined)],
    ['answer an invitation in another ticket', NOBODY, (v) => canRespond(v, foreign)],
    ['retry the meeting of a session that they host', 'agent admin', (v) => canRetry(v, { hostId: 'viewer' })],
    ["retry the meeting of another person's session", 'admin', (v) => canRetry(v, { hostId: OTHER })],
  ],
  tags: [['rename, merge, delete and colour tags', 'admin', (v) => canManageTags(v)]],
  teams: [
    ['add a team', 'admin', (v) => canAddTeam(v)],
    ['rename, retire and restore teams', 'admin', (v) => canManageTeams(v)],
  ],
  tickets: [
    ['reply to their own ticket', ALL, (v) => tickets.canReply(v, own)],
    ['reply to a closed ticket', ALL, (v) => tickets.canReply(v, closed)],
    ['reply to a ticket they joined', ALL, (v) => tickets.canReply(v, joined)],
    ["reply to another person's ticket", 'agent admin', (v) => tickets.canReply(v, foreign)],
    ['set status and priority of their own ticket', ALL, (v) => tickets.canSetStatus(v, own)],
    ['set the status of a ticket they joined', 'agent admin', (v) => tickets.canSetStatus(v, joined)],
    ['set the priority of a ticket they joined', 'agent admin', (v) => tickets.canSetPriority(v, joined)],
    ['tag their own ticket', 'seller agent admin', (v) => tickets.canTag(v, own)],
    ['tag a ticket they joined', 'agent admin', (v) => tickets.canTag(v, joined)],
    ['create a ticket for themselves', ALL, (v) => tickets.canCreateFor(v, 'viewer')],
    ['create a ticket for another person', 'agent admin', (v) => tickets.canCreateFor(v, OTHER)],
    ['name a shop that they answer for', ALL, (v) => tickets.canNameShop(v, { isOwn: true })],
    ['name any other shop', 'buyer agent admin', (v) => tickets.canNameShop(v, { isOwn: false })],
    ['claim an open ticket', 'agent admin', (v) => tickets.canClaim(v, foreign)],
    ['claim a resolved ticket', NOBODY, (v) => tickets.canClaim(v, { ...foreign, status: 'resolved' })],
    ['claim a closed ticket', NOBODY, (v) => tickets.canClaim(v, closed)],
    ['unclaim a ticket assigned to themselves', 'agent admin', (v) => tickets.canUnclaim(v, { assigneeId: 'viewer' })],
    ["unclaim another person's ticket", 'admin', (v) => tickets.canUnclaim(v, { assigneeId: OTHER })],
    ['set type, assignee, team and notes', 'agent admin', (v) => tickets.canManage(v)],
  ],
  'tickets of a shop': [
    ['reply to a ticket of their shop', ALL, (v) => tickets.canReply(v, writtenTo)],
    ['resolve one that was written to their shop', ALL, (v) => tickets.canSetStatus(v, writtenTo, 'resolved')],
    ['close it', 'agent admin', (v) => tickets.canSetStatus(v, writtenTo, 'closed')],
    ['resolve it in a dispute', 'agent admin', (v) => tickets.canSetStatus(v, escalated, 'resolved')],
    ['set its priority', 'agent admin', (v) => tickets.canSetPriority(v, writtenTo)],
    ['tag it', 'seller agent admin', (v) => tickets.canTag(v, writtenTo)],
    ['close one that a colleague filed', ALL, (v) => tickets.canSetStatus(v, filed, 'closed')],
    ['resolve one that the shop was asked into', 'agent admin', (v) => tickets.canSetStatus(v, askedInto, 'resolved')],
    ['tag one that the shop was asked into', 'agent admin', (v) => tickets.canTag(v, askedInto)],
    ['assign within the shop', ALL, (v) => tickets.canAssignInShop(v, { access: 'shop', isViewers: true })],
    [
      'assign within another shop',
      'agent admin',
      (v) => tickets.canAssignInShop(v, { access: 'shop', isViewers: false }),
    ],
    [
      'assign a ticket that only mentions the shop',
      'agent admin',
      (v) => tickets.canAssignInShop(v, { access: 'none', isViewers: true }),
    ],
  ],
  shops: [
    ['invite and remove people of their shop', 'seller admin', (v) => canManageMembers(v, { ownerId: 'viewer' })],
    ["invite and remove people of another person's shop", 'admin', (v) => canManageMembers(v, { ownerId: OTHER })],
    ['be removed from a shop', ALL, (v) => canBeRemoved(v.id, { ownerId: OTHER })],
    ['be removed from their own shop', NOBODY, (v) => canBeRemoved(v.id, { ownerId: 'viewer' })],
    ['answer for a shop', 'seller', (v) => canJoinShops(v)],
    ['close and reopen shops', 'admin', (v) => canCloseShops(v)],
  ],
  privacy: [
    ['make a ticket confidential that they take part in', 'agent admin', (v) => canSetConfidential(v, ['viewer'])],
    ['make another ticket confidential', NOBODY, (v) => canSetConfidential(v, [OTHER])],
    ['ask for emergency access', 'admin', (v) => canRequestEmergencyAccess(v)],
  ],
  viewer: [
    ['see their own email address', ALL, (v) => canSeeEmail(identity(v), { id: 'viewer' })],
    ["see another person's email address", 'agent admin', (v) => canSeeEmail(identity(v), { id: OTHER })],
  ],
  views: [
    ['save a view', 'agent admin', (v) => canSaveViews(v)],
    ['change their own view', ALL, (v) => canChangeView(v, { ownerId: 'viewer', shared: false })],
    ["change another person's private view", NOBODY, (v) => canChangeView(v, { ownerId: OTHER, shared: false })],
    ["change another person's shared view", 'admin', (v) => canChangeView(v, { ownerId: OTHER, shared: true })],
  ],
}

/** The side of a person in a ticket in which the viewer's shop takes part. */
function sideOf({ role }: { role: string }) {
  return role === 'seller' ? 'shop' : role === 'buyer' ? 'requester' : 'staff'
}

describe.each(Object.entries(TABLES))('%s/policy.ts', (_feature, rows) => {
  test.each(rows)('who may %s: %s', (_action, allowed, decide) => {
    expect(ROLES.filter((role) => decide({ id: 'viewer', role })).join(' ')).toBe(allowed)
  })
})

test('a person is online for 75 seconds after they were last seen', () => {
  const now = Date.now()
  const seen = (msAgo: number) => ({ lastSeenAt: new Date(now - msAgo) })
  expect(isOnline(seen(74_000), now)).toBe(true)
  expect(isOnline(seen(76_000), now)).toBe(false)
  expect(isOnline({ lastSeenAt: null }, now)).toBe(false)
})

function request(requesterId: string, status: 'pending' | 'accepted' | 'declined') {
  return { requesterId, status }
}
