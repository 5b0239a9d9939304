import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { schema } from '../../src/schema.ts'
import { type Actor, gid, type TestApp } from '../testApp.ts'
import { DISPUTE_INPUTS } from './disputeInputs.ts'
import { NOTIFICATION_INPUTS } from './notificationInputs.ts'
import { SHOP_INPUTS } from './shopInputs.ts'

/** One step of a random sequence: a mutation, its actor, and two numbers that vary it. */
export interface Step {
  mutation: Mutation
  by: 'buyer' | 'agent' | 'admin'
  n: number
  m: number
}

const STATUSES = ['OPEN', 'IN_PROGRESS', 'RESOLVED', 'CLOSED']
const PRIORITIES = ['LOW', 'MEDIUM', 'HIGH']
const TYPES = ['PROBLEM', 'QUESTION', 'FEATURE_REQUEST']
const TAGS = ['lamp', 'refund', 'green']
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!

/** The objects that steps work on. */
export interface Scene {
  ticketId: string
  /** The messages of each author, by id. */
  messages: Record<Step['by'], string[]>
  /** Global ids of staff who can be assigned tickets. */
  staffIds: string[]
  /** One of them, who never acts. */
  helperId: string
  /** A person whom the ticket concerns and who requests to join it, and their requests. */
  requester: Actor
  requests: string[]
  /** Objects created by other mutations, by id; if missing, mutations that need them find nothing. */
  made?: Partial<Record<string, string[]>>
  /** The notes after each change, and the ticket's version at that time. */
  notes?: { version: number; notes: string }[]
  /** Finished uploads of each person, ready to be sent. */
  uploads?: Record<Step['by'], string[]>
}

/** The name of the created object in a mutation's payload. */
const MADE: Record<string, string> = {
  reply: 'message',
  scheduleMessage: 'scheduledMessage',
  requestChat: 'request',
  startBatch: 'job',
  saveView: 'view',
  saveMacro: 'macro',
  invitePerson: 'invitation',
  startScreenShare: 'screenShare',
  scheduleSession: 'session',
  saveRetentionRule: 'rule',
  createApiToken: 'token',
}

/** The id of an object that this mutation has created. */
const madeBy = ({ made }: Scene, mutation: string, n: number): string => pick(made?.[mutation] ?? [], n) ?? 'nothing'

const requesterIn = ({ ticketId, requester }: Scene) => ({ ticketId, userId: gid('User', requester.id) })

/** Objects that no other mutation creates. */
const ASKERS: string[] = ['requestChat', 'cancelChatRequest', 'leaveTicket']

/**
 * The input of each mutation of the schema, for a step. A mutation that is missing here fails the test that walks the schema:
 * add an entry for a new mutation, and the property then covers it.
 */
const INPUTS = {
  createTicket: (_scene: Scene, { n, m }: Step) => ({
    subject: `Matter ${n}`,
    body: `Text ${m}`,
    clientId: randomUUID(),
  }),
  saveMacro: (_scene: Scene, { n, m }: Step) => ({
    name: `Macro ${n}`,
    body: `Hello {{requester.name}} ${m}`,
    isShared: m % 2 === 0,
    status: pick(STATUSES, n),
  }),
  deleteMacro: (scene: Scene, { n }: Step) => ({ macroId: madeBy(scene, 'saveMacro', n) }),
  reply: ({ ticketId, staffIds, uploads }: Scene, { n, m, by }: Step) => ({
    ticketId,
    attachmentIds: uploads && m % 5 === 0 ? [pick(uploads[by], n)] : [],
    clientId: randomUUID(),
    body: `Text ${n}`,
    audience: by !== 'buyer' && m % 3 === 0 ? 'STAFF' : 'PARTICIPANTS',
    alsoSet:
      by === 'buyer' || n % 3 > 0
        ? null
        : { status: pick(STATUSES, m), agentId: pick([...staffIds, null], n), addTags: [pick(TAGS, m)] },
  }),
  scheduleMessage: ({ ticketId }: Scene, { n, m, by }: Step) => ({
    ticketId,
    clientId: randomUUID(),
    body: `Later ${n}`,
    audience: by !== 'buyer' && m % 3 === 0 ? 'STAFF' : 'PARTICIPANTS',
    sendAt: new Date(Date.now() + 24 * 3_600_000).toISOString(),
  }),
  updateScheduledMessage: (scene: Scene, { n, m }: Step) => ({
    id: madeBy(scene, 'scheduleMessage', n),
    body: `Later ${m}`,
  }),
  sendScheduledMessageNow: (scene: Scene, { n }: Step) => ({ id: madeBy(scene, 'scheduleMessage', n) }),
  cancelScheduledMessage: (scene: Scene, { n }: Step) => ({ id: madeBy(scene, 'scheduleMessage', n) }),
  editMessage: ({ messages }: Scene, { n, m, by }: Step) =>
    messages[by].length > 0 && { messageId: pick(messages[by], m), body: `Edited ${n}` },
  react: ({ messages }: Scene, { n, m }: Step) => {
    const all = Object.values(messages).flat()
    return all.length > 0 && { messageId: pick(all, m), emoji: n % 3 === 0 ? '👍' : '🎉', reacted: n % 2 === 0 }
  },
  deleteMessage: ({ messages }: Scene, { m }: Step) => {
    const all = Object.values(messages).flat()
    return all.length > 0 && { messageId: pick(all, m) }
  },
  deleteConversation: ({ ticketId }: Scene) => ({ ticketId }),
  setConfidential: ({ ticketId }: Scene, { m }: Step) => ({ ticketId, confidential: m % 2 === 0 }),
  requestEmergencyAccess: () => ({ ticketNumber: 'nothing', reason: 'Nobody finds it' }),
  setLegalHold: ({ ticketId }: Scene, { n }: Step) => ({ ticketId, reason: `Case ${n}` }),
  liftLegalHold: ({ ticketId }: Scene) => ({ ticketId }),
  saveRetentionRule: (_scene: Scene, { n }: Step) => ({ kind: 'MESSAGES', days: 30_000 + n, statuses: ['CLOSED'] }),
  enableRetentionRule: (scene: Scene, { n, m }: Step) => ({
    ruleId: madeBy(scene, 'saveRetentionRule', n),
    enabled: m % 2 === 0,
  }),
  deleteRetentionRule: (scene: Scene, { n }: Step) => ({ ruleId: madeBy(scene, 'saveRetentionRule', n) }),
  createApiToken: (_scene: Scene, { n }: Step) => ({ name: `Token ${n}`, scopes: ['READ'] }),
  revokeApiToken: (scene: Scene, { n }: Step) => ({ tokenId: madeBy(scene, 'createApiToken', n) }),
  createServiceAccount: () => ({ name: 'Rejected: not staff', role: 'BUYER' }),
  upsertPeople: () => ({ people: [{ externalId: '1', email: 'Rejected: no address', name: 'Ada' }] }),
  // Nobody of the scene is erased: the rest of the sequence needs them.
  erasePerson: () => ({ userId: 'nothing', email: 'nobody@parley.test' }),
  setStatus: ({ ticketId }: Scene, { n }: Step) => ({ ticketId, status: pick(STATUSES, n) }),
  setPriority: ({ ticketId }: Scene, { n }: Step) => ({ ticketId, priority: pick(PRIORITIES, n) }),
  setType: ({ ticketId }: Scene, { n }: Step) => ({ ticketId, type: pick(TYPES, n) }),
  renameTicket: ({ ticketId }: Scene, { n }: Step) => ({ ticketId, subject: `Subject ${n % 3}` }),
  setNotes: ({ ticketId }: Scene, { n }: Step) => ({ ticketId, notes: `Note ${n}` }),
  updateTags: ({ ticketId }: Scene, { n, m }: Step) => ({ ticketId, add: [pick(TAGS, n)], remove: [pick(TAGS, m)] }),
  updateTickets: ({ ticketId }: Scene, { n, m }: Step) => ({
    ticketIds: [ticketId],
    status: pick(STATUSES, n),
    priority: pick(PRIORITIES, m),
    addTags: [pick(TAGS, m)],
  }),
  handOver: ({ ticketId, staffIds }: Scene, { n, m }: Step) => ({
    ticketId,
    agentId: pick(staffIds, n),
    note: `Note ${m}`,
    clientId: randomUUID(),
  }),
  // Other tickets than the compared one: a batch continues in the background.
  startBatch: ({ staffIds }: Scene, { n, m }: Step) => ({
    clientId: randomUUID(),
    filter: { text: `Matter ${n}` },
    changes: {
      priority: pick(PRIORITIES, m),
      ...(m % 2 === 0 && { status: pick(STATUSES, n + m) }),
      ...(m % 3 === 0 && { agentId: pick([...staffIds, null], n + m) }),
    },
  }),
  cancelBatch: (scene: Scene, { n }: Step) => ({ jobId: madeBy(scene, 'startBatch', n) }),
  undoBatch: (scene: Scene, { n }: Step) => ({ jobId: madeBy(scene, 'startBatch', n) }),
  saveView: (_scene: Scene, { n }: Step) => ({ name: `View ${n}`, filter: { priority: [pick(PRIORITIES, n)] } }),
  deleteView: (scene: Scene, { n }: Step) => ({ viewId: madeBy(scene, 'saveView', n) }),
  addTeam: (_scene: Scene, { n }: Step) => ({ name: `Team ${n}` }),
  // There is no failed job: it is rejected and changes nothing.
  retryBackgroundJob: () => ({ jobId: 'nothing' }),
  setDeskSettings: (_scene: Scene, { n }: Step) => ({ claimKeptMinutes: n + 30, removeLocation: n % 2 === 0 }),
  setLocale: (_scene: Scene, { n }: Step) => ({ language: pick(['de', 'ar', null], n), timeZone: 'Europe/Berlin' }),
  ...{ setDeskLogo: () => ({ image: null }), setPicture: () => ({ image: null }) },
  claim: ({ ticketId }: Scene) => ({ ticketId }),
  unclaim: ({ ticketId }: Scene) => ({ ticketId }),
  assign: ({ ticketId, staffIds }: Scene, { n }: Step) => ({ ticketId, agentId: pick([...staffIds, null], n) }),
  star: ({ ticketId }: Scene, { n }: Step) => ({ ticketId, starred: n % 2 === 0 }),
  requestChat: ({ ticketId }: Scene, { n, m }: Step) => ({
    ticketId: m % 3 > 0 ? ticketId : null,
    reason: `Reason ${n}`,
  }),
  decideChatRequest: ({ requests }: Scene, { n, m }: Step) =>
    requests.length > 0 && { requestId: pick(requests, m), accept: n % 3 > 0, fromStart: n % 2 === 0 },
  cancelChatRequest: ({ requests }: Scene, { m }: Step) => requests.length > 0 && { requestId: pick(requests, m) },
  addParticipant: (scene: Scene, { n }: Step) => ({ ...requesterIn(scene), fromStart: n % 2 === 0 }),
  removeParticipant: requesterIn,
  leaveTicket: ({ ticketId }: Scene) => ({ ticketId }),
  markRead: ({ ticketId }: Scene, { n }: Step) => ({ ticketId, seq: n }),
  // People are added and removed, and a staff member's tickets return to the queue; actors stay.
  invitePerson: () => ({ email: `${randomUUID()}@parley.test`, name: 'Somebody', role: 'BUYER' }),
  resendInvitation: (scene: Scene, { n }: Step) => ({ invitationId: madeBy(scene, 'invitePerson', n) }),
  cancelInvitation: (scene: Scene, { n }: Step) => ({ invitationId: madeBy(scene, 'invitePerson', n) }),
  changeRole: ({ helperId }: Scene, { n }: Step) => ({ userId: helperId, role: pick(['AGENT', 'BUYER'], n) }),
  disablePerson: ({ helperId }: Scene) => ({ userId: helperId }),
  resetSecondFactor: ({ helperId }: Scene) => ({ userId: helperId }),
  enablePerson: ({ helperId }: Scene) => ({ userId: helperId }),
  renamePerson: ({ helperId }: Scene, { n }: Step) => ({ userId: helperId, name: `Helper ${n}` }),
  setExpertise: ({ helperId }: Scene, { n }: Step) => ({ userId: helperId, expertise: [pick(TAGS, n)] }),
  setWorkingHours: ({ staffIds }: Scene, { n }: Step) => ({
    userId: pick(staffIds, n),
    timeZone: 'Europe/Berlin',
    intervals: [{ weekday: 'MONDAY', from: '09:00', until: `${10 + (n % 10)}:00` }],
  }),
  addTimeOff: ({ staffIds }: Scene, { n, m }: Step) => ({
    userId: pick(staffIds, n),
    from: '2100-01-01T00:00:00Z',
    until: `2100-01-${10 + (m % 10)}T00:00:00Z`,
  }),
  removeTimeOff: () => ({ timeOffId: 'nothing' }),
  setTagColor: (_scene: Scene, { n, m }: Step) => ({ tag: pick(TAGS, n), color: pick(['RED', 'BLUE', null], m) }),
  // Of tags that no ticket has, which have no events of it (decision 079).
  renameTag: (_scene: Scene, { n, m }: Step) => ({ tag: `Unused ${n}`, name: `Unused ${m}` }),
  mergeTags: (_scene: Scene, { n, m }: Step) => ({ tag: `Unused ${n}`, into: pick(TAGS, m) }),
  deleteTag: (_scene: Scene, { n }: Step) => ({ tag: `Unused ${n}` }),
  // Jobs would assign and move tickets in their own time.
  renameTeam: (_scene: Scene, { n, m }: Step) => ({ team: `Team ${n}`, title: `Title ${m}` }),
  retireTeam: (_scene: Scene, { n }: Step) => ({ team: `Team ${n}`, into: 'Customer Service' }),
  restoreTeam: (_scene: Scene, { n }: Step) => ({ team: `Team ${n}` }),
  setAway: (_scene: Scene, { n, m }: Step) => ({ away: n % 2 === 0, note: `Back at ${m}` }),
  setLoadLimit: ({ staffIds }: Scene, { n, m }: Step) => ({ userId: pick(staffIds, n), limit: m % 20 }),
  setTeamAssignment: () => ({ team: 'Customer Service', assignment: 'MANUAL' }),
  startScreenShare: ({ ticketId }: Scene) => ({ ticketId }),
  endScreenShare: (scene: Scene, { n }: Step) => ({ screenShareId: madeBy(scene, 'startScreenShare', n) }),
  sendScreenShareSignal: (scene: Scene, { n, m }: Step) => ({
    screenShareId: madeBy(scene, 'startScreenShare', n),
    toUserId: pick(scene.staffIds, m),
    signal: '{}',
  }),
  askForScreenShare: ({ ticketId }: Scene) => ({ ticketId }),
  declineScreenShare: ({ ticketId }: Scene) => ({ ticketId }),
  scheduleSession: ({ ticketId, helperId }: Scene, { n, m }: Step) => ({
    ticketId,
    startsAt: new Date(Date.now() + (n + 1) * 3_600_000).toISOString(),
    minutes: 5 + m,
    hostId: m % 3 === 0 ? helperId : null,
    ...(m % 2 === 0 && { joinUrl: 'https://meet.example/x' }),
  }),
  moveSession: (scene: Scene, { n, m }: Step) => ({
    sessionId: madeBy(scene, 'scheduleSession', n),
    startsAt: new Date(Date.now() + (m + 1) * 3_600_000).toISOString(),
  }),
  cancelSession: (scene: Scene, { n }: Step) => ({ sessionId: madeBy(scene, 'scheduleSession', n) }),
  respondToSession: (scene: Scene, { n, m }: Step) => ({
    sessionId: madeBy(scene, 'scheduleSession', n),
    response: pick(['ACCEPTED', 'DECLINED'], m),
  }),
  // No session has started: it is rejected and changes nothing.
  recordSessionOutcome: (scene: Scene, { n }: Step) => ({
    sessionId: madeBy(scene, 'scheduleSession', n),
    outcome: 'HELD',
  }),
  retryMeeting: (scene: Scene, { n }: Step) => ({ sessionId: madeBy(scene, 'scheduleSession', n) }),
  ...DISPUTE_INPUTS,
  ...NOTIFICATION_INPUTS,
  ...SHOP_INPUTS,
  rateTicket: ({ ticketId }: Scene, { n, m }: Step) => ({
    ticketId,
    score: 1 + (n % 5),
    ...(m % 2 === 0 && { comment: `Comment ${m}` }),
  }),
  setTyping: ({ ticketId }: Scene, { n }: Step) => ({ ticketId, typing: n % 2 === 0 }),
}

export type Mutation = keyof typeof INPUTS
export const MUTATIONS = Object.keys(INPUTS) as Mutation[]

/** Any step. */
export const step: fc.Arbitrary<Step> = fc.record({
  mutation: fc.constantFrom(...MUTATIONS),
  by: fc.constantFrom('buyer', 'agent', 'admin'),
  n: fc.nat(20),
  m: fc.nat(20),
})

/** Two sequences of random steps: before the snapshot, and after it. */
export const stretches = fc.record({
  before: fc.array(step, { maxLength: 6 }),
  after: fc.array(step, { minLength: 1, maxLength: 14 }),
})

/** Runs a step. Errors that the schema defines (such as FORBIDDEN) are accepted; all others throw. */
export async function take(
  app: Pick<TestApp, 'gql'>,
  actors: Record<Step['by'], Actor>,
  scene: Scene,
  one: Step,
): Promise<void> {
  const input = INPUTS[one.mutation](scene, one)
  if (!input) return
  const type = schema.getMutationType()!.getFields()[one.mutation]!.args[0]!.type.toString()
  const thing = MADE[one.mutation]
  const more = thing ? `${thing} { id }` : one.mutation === 'setNotes' ? 'ticket { version notes }' : ''
  const text = `mutation ($input: ${type}) { ${one.mutation}(input: $input) { ${more} errors { code } } }`
  const actor = ASKERS.includes(one.mutation) ? scene.requester : actors[one.by]
  const { data, errors } = await app.gql(actor, text, { input })
  if (errors) throw new Error(JSON.stringify(errors))
  const { message, request, ...others } = data[one.mutation]
  if (one.mutation === 'setNotes' && others.ticket) scene.notes?.push(others.ticket)
  if (request) scene.requests.push(request.id)
  if (message) scene.messages[one.by].push(message.id)
  if (thing && others[thing] && scene.made) (scene.made[one.mutation] ??= []).push(others[thing].id)
}
