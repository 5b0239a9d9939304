import { builder } from '../graphql/builder.ts'
import { globalId, uuidOf } from '../graphql/globalId.ts'
import { answer, payloadType } from '../graphql/payload.ts'
import { fromNow } from '../live/feed.ts'
import { PER_VIEWER } from '../live/perViewer.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { searchedText } from '../platform/text.ts'
import { TicketPriority, TicketStatus } from '../tickets/schema.enums.ts'
import { signedIn } from '../graphql/context.ts'
import { User } from '../viewer/schema.ts'
import { deleteMacro } from './deleteMacro.ts'
import { type MacroChange, macroFeed } from './feed.ts'
import { listMacros, type Macro as MacroRow, PAGE_MAX } from './macro.ts'
import { canChangeMacro } from './policy.ts'
import { saveMacro } from './saveMacro.ts'

const MacroAssignee = builder.enumType('MacroAssignee', {
  description: 'The assignee that a macro sets.',
  values: {
    ME: { value: 'me', description: 'The agent who uses the macro.' },
    NOBODY: { value: 'nobody', description: 'Unassign.' },
    PERSON: { value: 'person', description: 'The person in `assignee`.' },
  } as const,
})

const MacroActions = builder.objectRef<MacroRow>('MacroActions').implement({
  description: 'The ticket fields that a macro sets; null and empty values do not change them.',
  fields: (t) => ({
    status: t.expose('status', { type: TicketStatus, nullable: true, description: 'The new status.' }),
    priority: t.expose('priority', { type: TicketPriority, nullable: true, description: 'The new priority.' }),
    addTags: t.exposeStringList('addTags', { description: 'Tags to add.' }),
    removeTags: t.exposeStringList('removeTags', { description: 'Tags to remove.' }),
    assignTo: t.expose('assignTo', { type: MacroAssignee, nullable: true, description: 'The new assignee.' }),
    assignee: t.field({
      type: User,
      nullable: true,
      description: 'For PERSON: the assignee. Null if they no longer exist.',
      resolve: ({ assignee }) => assignee as never,
    }),
    team: t.exposeString('team', { nullable: true, description: 'The new team.' }),
  }),
})

const Macro = builder.objectRef<MacroRow>('Macro').implement({
  description: 'A saved reply for staff that can also set fields of the ticket.',
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: ({ id }) => globalId('Macro', id) }),
    name: t.exposeString('name', { description: 'The name, which `/` in the composer searches.' }),
    body: t.exposeString('body', {
      description: 'The text, with placeholders such as {{requester.name}}; empty for a macro with actions only.',
    }),
    isShared: t.exposeBoolean('isShared', {
      description: 'Whether the macro is shared with all staff or private to its owner.',
    }),
    owner: t.field({ type: User, description: 'The owner.', resolve: ({ owner }) => owner as never }),
    actions: t.field({
      type: MacroActions,
      description: 'The ticket fields that the macro sets.',
      resolve: (macro) => macro,
    }),
    usedCount: t.exposeInt('used', { description: 'How often the macro was used by all staff.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When the macro was last saved.' }),
    viewerCanChange: t.boolean({
      description: 'Whether the viewer may change and delete the macro.',
      extensions: { [PER_VIEWER]: true },
      resolve: (macro, _args, { identity }) =>
        identity?.userId != null && canChangeMacro({ id: identity.userId, role: identity.role as 'agent' }, macro),
    }),
  }),
})

const SaveMacroInput = builder.inputType('SaveMacroInput', {
  description: 'Input of `saveMacro`. Omitted fields are cleared.',
  fields: (t) => ({
    id: t.id({ description: 'The macro to change; omit it for a new one.' }),
    name: t.string({ required: true, description: 'The name: at most 80 characters, unique among a person’s macros.' }),
    body: t.string({
      required: true,
      description:
        'The text: at most 10,000 characters; empty for a macro with actions only. Unknown placeholders are rejected.',
    }),
    isShared: t.boolean({ required: true, description: 'Whether the macro is shared with all staff.' }),
    status: t.field({ type: TicketStatus, description: 'Sets the status.' }),
    priority: t.field({ type: TicketPriority, description: 'Sets the priority.' }),
    addTags: t.stringList({ description: 'Adds tags.' }),
    removeTags: t.stringList({ description: 'Removes tags.' }),
    assignTo: t.field({ type: MacroAssignee, description: 'Assigns the ticket.' }),
    assigneeId: t.id({ description: 'For PERSON: the assignee.' }),
    team: t.string({ description: 'Sets the team.' }),
  }),
})
const DeleteMacroInput = builder.inputType('DeleteMacroInput', {
  description: 'Input of `deleteMacro`.',
  fields: (t) => ({ macroId: t.id({ required: true, description: 'The macro.' }) }),
})

const SaveMacroPayload = payloadType<{ macro: MacroRow }>('SaveMacroPayload', 'The updated macro.')
builder.objectField(SaveMacroPayload, 'macro', (t) =>
  t.field({
    type: Macro,
    nullable: true,
    description: 'The macro; null if nothing was saved.',
    resolve: ({ macro }) => macro ?? null,
  }),
)
const DeleteMacroPayload = payloadType<{ deletedId: string }>('DeleteMacroPayload', 'The deleted macro.')
builder.objectField(DeleteMacroPayload, 'deletedId', (t) =>
  t.id({
    nullable: true,
    description: 'The deleted macro; null if nothing was deleted.',
    resolve: ({ deletedId }) => deletedId ?? null,
  }),
)

builder.queryField('macros', (t) =>
  t.field({
    type: [Macro],
    authScopes: { signedIn: true },
    description: 'Staff: the macros that the viewer can use, recently used first. Empty if the viewer is not staff.',
    args: { text: t.arg.string({ description: 'Only macros whose name or text contains this.' }) },
    complexity: { field: 1, multiplier: PAGE_MAX },
    resolve: (_root, { text }, { identity }) =>
      isStaffRole(identity!.role) ? listMacros(searchedText(text ?? '', 200)) : [],
  }),
)

builder.mutationFields((t) => ({
  saveMacro: t.field({
    type: SaveMacroPayload,
    authScopes: { signedIn: true },
    description: 'Staff: saves a new macro or changes one. A shared macro can be changed by its owner and by admins.',
    args: { input: t.arg({ type: SaveMacroInput, required: true, description: 'The macro.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const { id, assigneeId, ...rest } = input
        return {
          macro: await saveMacro(signedIn(context), {
            ...rest,
            id: id == null ? null : uuidOf(id, 'Macro'),
            assigneeId: assigneeId == null ? null : uuidOf(assigneeId, 'User'),
          }),
        }
      }),
  }),
  deleteMacro: t.field({
    type: DeleteMacroPayload,
    authScopes: { signedIn: true },
    description: 'Staff: deletes one of the viewer’s macros; admins can also delete shared ones.',
    args: { input: t.arg({ type: DeleteMacroInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        await deleteMacro(signedIn(context), uuidOf(input.macroId, 'Macro'))
        return { deletedId: input.macroId }
      }),
  }),
}))

const MacroChangeRef = builder.objectRef<MacroChange>('MacroChange').implement({
  description: 'A change of a macro that the viewer can use, or could use before.',
  fields: (t) => ({
    id: t.id({ description: 'The macro.', resolve: ({ id }) => globalId('Macro', id) }),
    macro: t.field({
      type: Macro,
      nullable: true,
      description: 'The current macro; null if it was deleted or is no longer shared.',
      resolve: ({ macro }) => macro,
    }),
  }),
})

builder.subscriptionField('macroChanged', (t) =>
  t.field({
    type: MacroChangeRef,
    authScopes: { staff: true },
    description: 'Staff: changes of the viewer’s own and shared macros. Starts from now.',
    subscribe: (_root, _args, { identity }) => fromNow(macroFeed(identity!), identity!),
    resolve: (change) => change as unknown as MacroChange,
  }),
)
