import { builder } from '../graphql/builder.ts'
import { signedIn } from '../graphql/context.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { answer } from '../graphql/payload.ts'
import { readTicket } from '../tickets/reads.ts'
import { change, TicketPayload } from '../tickets/schema.mutations.ts'
import { answerEvidence } from './answerEvidence.ts'
import { appealCase } from './appealCase.ts'
import { decideCase } from './decideCase.ts'
import { escalate } from './escalate.ts'
import { requestEvidence } from './requestEvidence.ts'
import { CaseOutcome, PartySide } from './schema.enums.ts'

const ticketId = { required: true, description: 'The ticket.' } as const

const EscalateInput = builder.inputType('EscalateInput', {
  description: 'Input of `escalate`.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    reason: t.string({
      description:
        'Why, for the other side and staff to read; at most 2,000 characters. Optional for the requester once the shop’s deadline has passed.',
    }),
  }),
})
const RequestEvidenceInput = builder.inputType('RequestEvidenceInput', {
  description: 'Input of `requestEvidence`.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    from: t.field({
      type: PartySide,
      required: true,
      description: 'The side that is asked; the other does not see it.',
    }),
    text: t.string({ required: true, description: 'What is asked for; at most 2,000 characters.' }),
    dueAt: t.field({ type: 'DateTime', required: true, description: 'By when, within the next 90 days.' }),
  }),
})
const AnswerEvidenceInput = builder.inputType('AnswerEvidenceInput', {
  description: 'Input of `answerEvidence`.',
  fields: (t) => ({ requestId: t.id({ required: true, description: 'The request.' }) }),
})
const DecideCaseInput = builder.inputType('DecideCaseInput', {
  description: 'Input of `decideCase`.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    outcome: t.field({ type: CaseOutcome, required: true, description: 'The outcome.' }),
    reason: t.string({ required: true, description: 'Why, for both sides to read; at most 2,000 characters.' }),
  }),
})
const AppealCaseInput = builder.inputType('AppealCaseInput', {
  description: 'Input of `appealCase`.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    reason: t.string({
      required: true,
      description: 'Why, for the other side and staff to read; at most 2,000 characters.',
    }),
  }),
})

builder.mutationFields((t) => ({
  escalate: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description:
      'Asks the platform to step in, for one of the two sides of a ticket with a shop. CONFLICT if it was asked already.',
    args: { input: t.arg({ type: EscalateInput, required: true, description: 'The ticket and the reason.' }) },
    resolve: (_root, { input }, context) =>
      change(input, (id) => escalate(signedIn(context), { ...input, ticketId: id })),
  }),
  requestEvidence: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Staff: asks one side of a dispute for evidence by a date. Its next message answers the request.',
    args: { input: t.arg({ type: RequestEvidenceInput, required: true, description: 'The request.' }) },
    resolve: (_root, { input }, context) =>
      change(input, (id) => requestEvidence(signedIn(context), { ...input, ticketId: id })),
  }),
  answerEvidence: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Marks a request for evidence as answered: the side that was asked, or staff.',
    args: { input: t.arg({ type: AnswerEvidenceInput, required: true, description: 'The request.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => ({
        ticket: await readTicket(
          await answerEvidence(signedIn(context), { requestId: uuidOf(input.requestId, 'EvidenceRequest') }),
        ),
      })),
  }),
  decideCase: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Staff: decides a dispute, or an appeal against the decision of somebody else. Resolves the ticket.',
    args: { input: t.arg({ type: DecideCaseInput, required: true, description: 'The decision.' }) },
    resolve: (_root, { input }, context) =>
      change(input, (id) => decideCase(signedIn(context), { ...input, ticketId: id })),
  }),
  appealCase: t.field({
    type: TicketPayload,
    authScopes: { signedIn: true },
    description: 'Appeals the decision of a dispute: each side once, until `appealableUntil`. Reopens the ticket.',
    args: { input: t.arg({ type: AppealCaseInput, required: true, description: 'The ticket and the reason.' }) },
    resolve: (_root, { input }, context) =>
      change(input, (id) => appealCase(signedIn(context), { ...input, ticketId: id })),
  }),
}))
