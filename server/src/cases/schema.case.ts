import { builder } from '../graphql/builder.ts'
import { globalId } from '../graphql/globalId.ts'
import { PER_VIEWER } from '../live/perViewer.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import type { TicketRow } from '../tickets/ticket.ts'
import { readPeople } from '../viewer/reads.ts'
import { User } from '../viewer/schema.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canAppeal, canDecideCase, canEscalate, canRequestEvidence } from './policy.ts'
import {
  type Appeal,
  type CaseRow,
  type Decision,
  decisionsOf,
  type DisputeState,
  type EvidenceRow,
  readCases,
  readDisputes,
  readEvidence,
} from './reads.ts'
import { CaseOutcome, PartySide } from './schema.enums.ts'

/** Values that depend on the viewer: documents that select them are executed for each viewer separately. */
const perViewer = { extensions: { [PER_VIEWER]: true } }
// The loader of Ticket has resolved ids before fields are resolved.
const idOf = (ticket: TicketRow | string): string => (ticket as TicketRow).id
const person = (description: string) => ({
  type: User,
  nullable: true as const,
  description,
  load: (ids: string[]) => readPeople(ids) as Promise<never[]>,
})

const CaseDecision = builder.objectRef<Decision>('CaseDecision').implement({
  description: 'A decision of a dispute.',
  fields: (t) => ({
    outcome: t.expose('outcome', { type: CaseOutcome, description: 'The outcome.' }),
    reason: t.string({ description: 'Why; empty if it was deleted.', resolve: ({ reason }) => reason ?? '' }),
    decidedBy: t.loadable({ ...person('Who decided.'), resolve: ({ decidedById }) => decidedById }),
    decidedAt: t.field({ type: 'DateTime', description: 'When.', resolve: ({ decidedAt }) => decidedAt as Date }),
  }),
})

const CaseAppeal = builder.objectRef<Appeal>('CaseAppeal').implement({
  description: 'An appeal against the decision of a dispute.',
  fields: (t) => ({
    side: t.expose('side', { type: PartySide, description: 'Which side appealed.' }),
    reason: t.string({ description: 'Why; empty if it was deleted.', resolve: ({ reason }) => reason ?? '' }),
    appealedBy: t.loadable({ ...person('Who appealed.'), resolve: ({ appealedById }) => appealedById }),
    appealedAt: t.field({ type: 'DateTime', description: 'When.', resolve: ({ appealedAt }) => appealedAt as never }),
  }),
})

const EvidenceRequest = builder.objectRef<EvidenceRow>('EvidenceRequest').implement({
  description: 'What staff have asked one side of a dispute for. The other side does not see it.',
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: ({ id }) => globalId('EvidenceRequest', id) }),
    from: t.field({ type: PartySide, description: 'The side that was asked.', resolve: ({ side }) => side }),
    text: t.string({ description: 'What is asked for; empty if it was deleted.', resolve: ({ text }) => text ?? '' }),
    requestedBy: t.loadable({ ...person('Who asked.'), resolve: ({ requestedById }) => requestedById }),
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When it was asked for.' }),
    dueAt: t.expose('dueAt', { type: 'DateTime', description: 'By when it is to be answered.' }),
    answeredAt: t.expose('answeredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the side answered; null if it has not.',
    }),
    isOverdue: t.exposeBoolean('isOverdue', { description: 'Whether the time is over without an answer.' }),
  }),
})

const lastAppeal = ({ appeals }: CaseRow): Appeal | null => appeals.at(-1) ?? null
const inForce = (row: CaseRow): Decision | null =>
  row.dueAt === null || lastAppeal(row) ? (decisionsOf(row).at(-1) ?? null) : null

const check = (may: (viewer: Viewer, state: DisputeState) => boolean) => ({
  ...perViewer,
  load: async (ids: string[], { viewer }: { viewer: Viewer | null }) =>
    (await readDisputes(ids)).map((state) => viewer !== null && state !== null && may(viewer, state)),
})

const Case = builder.objectRef<CaseRow>('Case').implement({
  description: 'A dispute that the platform was asked to decide.',
  fields: (t) => ({
    escalatedBy: t.loadable({
      ...person('Who asked the platform to step in.'),
      nullable: false,
      resolve: (row) => row.escalatedById!,
    }),
    side: t.expose('side', { type: PartySide, description: 'Which side asked the platform to step in.' }),
    reason: t.string({
      description: 'Why; empty if the shop had not answered by its deadline and no reason was given.',
      resolve: ({ reason }) => reason ?? '',
    }),
    isAfterDeadline: t.exposeBoolean('afterDeadline', { description: 'Whether the shop’s deadline had passed.' }),
    escalatedAt: t.expose('escalatedAt', { type: 'DateTime', description: 'When the platform was asked to step in.' }),
    dueAt: t.expose('dueAt', {
      type: 'DateTime',
      nullable: true,
      description: 'By when it, or the appeal, is to be decided; null if it is decided.',
    }),
    outcome: t.field({
      type: CaseOutcome,
      nullable: true,
      description: 'The outcome of the latest decision; null if there is none.',
      resolve: (row) => inForce(row)?.outcome ?? null,
    }),
    decisionReason: t.string({
      nullable: true,
      description: 'Why it was decided like this.',
      resolve: (row) => inForce(row)?.reason ?? null,
    }),
    decidedBy: t.loadable({ ...person('Who made the latest decision.'), resolve: (row) => inForce(row)?.decidedById }),
    decidedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the latest decision was made.',
      resolve: (row) => (inForce(row)?.decidedAt ?? null) as Date | null,
    }),
    appealableUntil: t.expose('appealableUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when either side may appeal, once each; null if no decision can be appealed.',
    }),
    appealedBy: t.loadable({ ...person('Who appealed last.'), resolve: (row) => lastAppeal(row)?.appealedById }),
    appealedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the last appeal was made.',
      resolve: (row) => (lastAppeal(row)?.appealedAt ?? null) as never,
    }),
    appealReason: t.string({
      nullable: true,
      description: 'Why the decision was appealed.',
      resolve: (row) => lastAppeal(row)?.reason ?? null,
    }),
    decisions: t.field({
      type: [CaseDecision],
      description: 'All decisions, the first one first.',
      resolve: (row) => decisionsOf(row),
    }),
    appeals: t.field({
      type: [CaseAppeal],
      description: 'All appeals, the first one first.',
      resolve: ({ appeals }) => appeals,
    }),
    evidenceRequests: t.loadableList({
      type: EvidenceRequest,
      ...perViewer,
      description: 'What staff have asked for: for each side, what it was asked for.',
      load: (ids: string[]) => readEvidence(ids),
      resolve: ({ ticketId }) => ticketId,
    }),
  }),
})

builder.objectFields(Case, (t) => ({
  viewerCanRequestEvidence: t.loadable({
    type: 'Boolean',
    description: 'Whether the viewer may ask for evidence.',
    ...check((viewer, state) => canRequestEvidence(viewer) && !state.isDecided),
    resolve: ({ ticketId }) => ticketId,
  }),
  viewerCanDecide: t.loadable({
    type: 'Boolean',
    description: 'Whether the viewer may decide the dispute or the appeal now.',
    ...check((viewer, state) => canDecideCase(viewer, state) && !state.isDecided),
    resolve: ({ ticketId }) => ticketId,
  }),
  viewerCanAppeal: t.loadable({
    type: 'Boolean',
    description: 'Whether the viewer may appeal the decision now.',
    ...check((viewer, state) => canAppeal(viewer) && state.isAppealable && !state.appealedSides.includes(state.side)),
    resolve: ({ ticketId }) => ticketId,
  }),
}))

builder.objectFields(Ticket, (t) => ({
  case: t.loadable({
    type: Case,
    nullable: true,
    description: 'The dispute; null until the platform is asked to step in.',
    load: (ids: string[]) => readCases(ids) as Promise<CaseRow[]>,
    resolve: (ticket) => ((ticket as TicketRow).escalatedAt ? idOf(ticket) : null),
  }),
  shopResponseDueAt: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'By when the shop has to answer; null if it is not its turn, or if there is no deadline.',
    resolve: (ticket) => {
      const { escalatedAt, dueAt } = ticket as TicketRow
      return (escalatedAt ? null : dueAt) as never
    },
  }),
  viewerCanEscalate: t.loadable({
    type: 'Boolean',
    description: 'Whether the viewer may ask the platform to step in.',
    ...check((viewer, state) => canEscalate(viewer, state) && !state.isEscalated),
    resolve: (ticket) => idOf(ticket),
  }),
  viewerNeedsReasonToEscalate: t.loadable({
    type: 'Boolean',
    description: 'Whether `escalate` requires a reason of the viewer: unless the shop’s deadline has passed.',
    ...check((_viewer, state) => state.side === 'shop' || !state.isShopOverdue),
    resolve: (ticket) => idOf(ticket),
  }),
}))
