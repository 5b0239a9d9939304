import { builder } from '../graphql/builder.ts'
import { signedIn } from '../graphql/context.ts'
import { globalId, uuidOf } from '../graphql/globalId.ts'
import { answer, payloadType } from '../graphql/payload.ts'
import { noteDenial } from '../platform/requestScope.ts'
import { TicketStatus } from '../tickets/schema.enums.ts'
import { canManageRetention } from './policy.ts'
import { deleteRule, enableRule, listRules, type RetentionRule, saveRule } from './rules.ts'
import './schema.legalHold.ts'

const RetentionKind = builder.enumType('RetentionKind', {
  description: 'What a retention rule removes.',
  values: {
    MESSAGES: { value: 'messages', description: 'The texts and files of messages, counted from when they were sent.' },
    FILES: { value: 'files', description: 'The files of messages, counted from when they were sent.' },
    TICKETS: {
      value: 'tickets',
      description: 'Tickets with everything in them, counted from their end or their last message.',
    },
    NOTIFICATIONS: { value: 'notifications', description: 'Notifications.' },
    AUDIT: { value: 'audit', description: 'Entries of the audit log.' },
  } as const,
})

const RetentionRuleType = builder.objectRef<RetentionRule>('RetentionRule').implement({
  description: 'A rule by which a scheduled job removes old data. Admins only.',
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: ({ id }) => globalId('RetentionRule', id) }),
    kind: t.expose('kind', { type: RetentionKind, description: 'What it removes.' }),
    statuses: t.expose('statuses', {
      type: [TicketStatus],
      description: 'Messages, files and tickets: only in tickets with one of these statuses; all if empty.',
    }),
    days: t.exposeInt('days', { description: 'After how many days.' }),
    enabled: t.exposeBoolean('enabled', { description: 'Whether it is on.' }),
    wouldRemove: t.exposeInt('wouldRemove', {
      description:
        'The result of the dry run when it was saved: how many messages, files, tickets, … it would have removed.',
    }),
    heldTickets: t.exposeInt('heldTickets', {
      description: 'How many matching tickets were under a legal hold then.',
    }),
    checkedAt: t.expose('checkedAt', { type: 'DateTime', description: 'When the dry run was.' }),
    removed: t.exposeInt('removed', { description: 'How much it has removed so far.' }),
    lastRunAt: t.expose('lastRunAt', { type: 'DateTime', nullable: true, description: 'When it last ran.' }),
  }),
})

builder.queryField('retentionRules', (t) =>
  t.field({
    type: [RetentionRuleType],
    nullable: true,
    authScopes: { signedIn: true },
    description: 'The retention rules, oldest first. Admins only: null for everyone else.',
    resolve: (_root, _args, context) => {
      if (canManageRetention(signedIn(context))) return listRules()
      noteDenial('FORBIDDEN')
      return null
    },
  }),
)

const SaveRetentionRuleInput = builder.inputType('SaveRetentionRuleInput', {
  description: 'Input of `saveRetentionRule`.',
  fields: (t) => ({
    ruleId: t.id({ description: 'The rule to change; a new one if omitted.' }),
    kind: t.field({ type: RetentionKind, required: true, description: 'What it removes.' }),
    statuses: t.field({
      type: [TicketStatus],
      description: 'Only in tickets with one of these statuses; all if empty.',
    }),
    days: t.int({ required: true, description: 'After how many days: 1 to 36,500.' }),
  }),
})
const EnableRetentionRuleInput = builder.inputType('EnableRetentionRuleInput', {
  description: 'Input of `enableRetentionRule`.',
  fields: (t) => ({
    ruleId: t.id({ required: true, description: 'The rule.' }),
    enabled: t.boolean({ required: true, description: 'Whether it is on.' }),
  }),
})
const DeleteRetentionRuleInput = builder.inputType('DeleteRetentionRuleInput', {
  description: 'Input of `deleteRetentionRule`.',
  fields: (t) => ({ ruleId: t.id({ required: true, description: 'The rule.' }) }),
})

const RetentionRulePayload = payloadType<{ rule: RetentionRule | null }>('RetentionRulePayload', 'The changed rule.')
builder.objectField(RetentionRulePayload, 'rule', (t) =>
  t.field({
    type: RetentionRuleType,
    nullable: true,
    description: 'The rule; null if it was deleted or nothing was changed.',
    resolve: ({ rule }) => rule ?? null,
  }),
)

const adminsOnly = { authScopes: { signedIn: true }, type: RetentionRulePayload } as const

builder.mutationFields((t) => ({
  saveRetentionRule: t.field({
    ...adminsOnly,
    description:
      'Admins: adds or changes a retention rule. It is off until it is enabled, and has the result of a dry run.',
    args: { input: t.arg({ type: SaveRetentionRuleInput, required: true, description: 'The rule.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const ruleId = input.ruleId == null ? null : uuidOf(input.ruleId, 'RetentionRule')
        return { rule: await saveRule(signedIn(context), { ...input, ruleId, statuses: input.statuses ?? [] }) }
      }),
  }),
  enableRetentionRule: t.field({
    ...adminsOnly,
    description: 'Admins: turns a retention rule on or off. It is applied once an hour.',
    args: { input: t.arg({ type: EnableRetentionRuleInput, required: true, description: 'The rule.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => ({
        rule: await enableRule(signedIn(context), { ...input, ruleId: uuidOf(input.ruleId, 'RetentionRule') }),
      })),
  }),
  deleteRetentionRule: t.field({
    ...adminsOnly,
    description: 'Admins: deletes a retention rule.',
    args: { input: t.arg({ type: DeleteRetentionRuleInput, required: true, description: 'The rule.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        await deleteRule(signedIn(context), uuidOf(input.ruleId, 'RetentionRule'))
        return { rule: null }
      }),
  }),
}))
