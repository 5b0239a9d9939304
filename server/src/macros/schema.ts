import { builder } from '../graphql/builder.ts'
import { globalId, uuidOf } from '../graphql/globalId.ts'
import { answer, payloadType } from '../graphql/payload.ts'
import { fromNow } from '../live/feed.ts'
import { PER_VIEWER } from '../live/perViewer.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { searchedText } from '../platform/text.ts'
import { TicketPriority, TicketStatus } from '../tickets/schema.enums.ts'
import { signedIn } from '../tickets/schema.mutations.ts'
import { User } from '../viewer/schema.ts'
import { deleteMacro } from './deleteMacro.ts'
import { type MacroChange, macroFeed } from './feed.ts'
import { listMacros, type Macro as MacroRow, PAGE_MAX } from './macro.ts'
import { canChangeMacro } from './policy.ts'
import { saveMacro } from './saveMacro.ts'

const MacroAssignee = builder.enumType('MacroAssignee', {
  description: 'To whom a macro gives the ticket.',
  values: {
    ME: { value: 'me', description: 'Whoever uses it.' },
    NOBODY: { value: 'nobody', description: 'Nobody: back to the queue.' },
    PERSON: { value: 'person', description: 'The person it names.' },
  } as const,
})

const MacroActions = builder.objectRef<MacroRow>('MacroActions').implement({
  description: 'What a macro sets of a ticket; null and empty leave it as it is.',
  fields: (t) => ({
    status: t.expose('status', { type: TicketStatus, nullable: true, description: 'The new status.' }),
    priority: t.expose('priority', { type: TicketPriority, nullable: true, description: 'The new priority.' }),
    addTags: t.exposeStringList('addTags', { description: 'Tags to add.' }),
    removeTags: t.exposeStringList('removeTags', { description: 'Tags to remove.' }),
    assignTo: t.expose('assignTo', { type: MacroAssignee, nullable: true, description: 'To whom it is given.' }),
    assignee: t.field({
      type: User,
      nullable: true,
      description: 'For PERSON: who. Null once they are gone.',
      resolve: ({ assignee }) => assignee as never,
    }),
    team: t.exposeString('team', { nullable: true, description: 'The team it is routed to.' }),
  }),
})

const Macro = builder.objectRef<MacroRow>('Macro').implement({
  description: 'A saved reply of staff, which may also set something of the ticket.',
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: ({ id }) => globalId('Macro', id) }),
    name: t.exposeString('name', { description: 'What it is called; what `/` finds.' }),
    body: t.exposeString('body', {
      description: 'The text, with placeholders such as {{requester.name}}; empty where it only sets something.',
    }),
    isShared: t.exposeBoolean('isShared', { description: 'Whether all staff have it, or its owner alone.' }),
    owner: t.field({ type: User, description: 'Who made it.', resolve: ({ owner }) => owner as never }),
    actions: t.field({ type: MacroActions, description: 'What it sets.', resolve: (macro) => macro }),
    usedCount: t.exposeInt('used', { description: 'How often it was used, by everybody.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was last saved.' }),
    viewerCanChange: t.boolean({
      description: 'Whether the viewer may change and delete it.',
      extensions: { [PER_VIEWER]: true },
      resolve: (macro, _args, { identity }) =>
        identity?.userId != null && canChangeMacro({ id: identity.userId, role: identity.role as 'agent' }, macro),
    }),
  }),
})

const SaveMacroInput = builder.inputType('SaveMacroInput', {
  description: 'A macro as a whole: what is left out is taken away.',
  fields: (t) => ({
    id: t.id({ description: 'Which; left out for a new one.' }),
    name: t.string({ required: true, description: 'At most 80 characters; each of a person’s macros has its own.' }),
    body: t.string({
      required: true,
      description: 'At most 10,000 characters; empty where it only sets something. An unknown placeholder is refused.',
    }),
    isShared: t.boolean({ required: true, description: 'Whether all staff have it.' }),
    status: t.field({ type: TicketStatus, description: 'Sets the status.' }),
    priority: t.field({ type: TicketPriority, description: 'Sets the priority.' }),
    addTags: t.stringList({ description: 'Adds tags.' }),
    removeTags: t.stringList({ description: 'Removes tags.' }),
    assignTo: t.field({ type: MacroAssignee, description: 'Gives the ticket to somebody.' }),
    assigneeId: t.id({ description: 'For PERSON: to whom.' }),
    team: t.string({ description: 'Routes it to this team.' }),
  }),
})
const DeleteMacroInput = builder.inputType('DeleteMacroInput', {
  description: 'Which macro goes.',
  fields: (t) => ({ macroId: t.id({ required: true, description: 'Which macro.' }) }),
})

const SaveMacroPayload = payloadType<{ macro: MacroRow }>('SaveMacroPayload', 'The macro as it is now.')
builder.objectField(SaveMacroPayload, 'macro', (t) =>
  t.field({
    type: Macro,
    nullable: true,
    description: 'Null when nothing was saved.',
    resolve: ({ macro }) => macro ?? null,
  }),
)
const DeleteMacroPayload = payloadType<{ deletedId: string }>('DeleteMacroPayload', 'The macro that went.')
builder.objectField(DeleteMacroPayload, 'deletedId', (t) =>
  t.id({
    nullable: true,
    description: 'Null when nothing was deleted.',
    resolve: ({ deletedId }) => deletedId ?? null,
  }),
)

builder.queryField('macros', (t) =>
  t.field({
    type: [Macro],
    authScopes: { signedIn: true },
    description: 'Staff: the macros one may use, those one used last first. For others there are none.',
    args: { text: t.arg.string({ description: 'With this in their name or text.' }) },
    complexity: { field: 1, multiplier: PAGE_MAX },
    resolve: (_root, { text }, { identity }) =>
      isStaffRole(identity!.role) ? listMacros(searchedText(text ?? '', 200)) : [],
  }),
)

builder.mutationFields((t) => ({
  saveMacro: t.field({
    type: SaveMacroPayload,
    authScopes: { signedIn: true },
    description: 'Staff: makes a macro or changes one. Shared ones are changed by their owner and by admins.',
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
    description: 'Staff: deletes a macro of one’s own; admins also shared ones.',
    args: { input: t.arg({ type: DeleteMacroInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        await deleteMacro(signedIn(context), uuidOf(input.macroId, 'Macro'))
        return { deletedId: input.macroId }
      }),
  }),
}))

const MacroChangeRef = builder.objectRef<MacroChange>('MacroChange').implement({
  description: 'A macro that the viewer has, or had, as it is now.',
  fields: (t) => ({
    id: t.id({ description: 'Which macro.', resolve: ({ id }) => globalId('Macro', id) }),
    macro: t.field({
      type: Macro,
      nullable: true,
      description: 'Null once it is deleted, or somebody else’s alone.',
      resolve: ({ macro }) => macro,
    }),
  }),
})

builder.subscriptionField('macroChanged', (t) =>
  t.field({
    type: MacroChangeRef,
    authScopes: { staff: true },
    description: 'Staff: one’s own macros and the shared ones as they change, from now on.',
    subscribe: (_root, _args, { identity }) => fromNow(macroFeed(identity!), identity!),
    resolve: (change) => change as unknown as MacroChange,
  }),
)
