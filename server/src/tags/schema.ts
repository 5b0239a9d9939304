import { builder } from '../graphql/builder.ts'
import { signedIn } from '../graphql/context.ts'
import { globalId } from '../graphql/globalId.ts'
import { answer, payloadType } from '../graphql/payload.ts'
import { fromNow } from '../live/feed.ts'
import { pageOf } from '../platform/page.ts'
import { searchedText } from '../platform/text.ts'
import { RequestError } from '../platform/userError.ts'
import { deleteTag } from './deleteTag.ts'
import { type DeskTag, readColouredTags, readTagUses, type TagUse } from './deskTag.ts'
import { type TagChange, tagFeed } from './feed.ts'
import { mergeTags } from './mergeTags.ts'
import { renameTag } from './renameTag.ts'
import { setTagColor } from './setTagColor.ts'

const TagColor = builder.enumType('TagColor', {
  description: 'The colour in which a tag is shown.',
  values: {
    GRAY: { value: 'gray', description: 'Grey.' },
    RED: { value: 'red', description: 'Red.' },
    AMBER: { value: 'amber', description: 'Amber.' },
    GREEN: { value: 'green', description: 'Green.' },
    TEAL: { value: 'teal', description: 'Teal.' },
    BLUE: { value: 'blue', description: 'Blue.' },
    VIOLET: { value: 'violet', description: 'Violet.' },
    PINK: { value: 'pink', description: 'Pink.' },
  } as const,
})

const DeskTagRef = builder.objectRef<DeskTag>('DeskTag').implement({
  description: 'A tag of the desk.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name, which is unique.' }),
    color: t.expose('color', { type: TagColor, nullable: true, description: 'The colour; null for none.' }),
    formerNames: t.exposeStringList('formerNames', {
      description: 'Its earlier names, and those of the tags that were merged into it, latest last.',
    }),
  }),
})

const TagUseRef = builder.objectRef<TagUse>('TagUse').implement({
  description: 'A tag, and how many of the tickets that the viewer can see use it.',
  fields: (t) => ({
    tag: t.expose('tag', { type: DeskTagRef, description: 'The tag.' }),
    ticketCount: t.exposeInt('ticketCount', { description: 'All of them.' }),
    openCount: t.exposeInt('openCount', { description: 'Those that are neither resolved nor closed.' }),
  }),
})

const TagChangeRef = builder.objectRef<TagChange>('TagChange').implement({
  description:
    'A tag was renamed, merged, deleted or coloured. Tickets have no events of it: reload what shows their tags.',
  fields: (t) => ({
    id: t.id({ description: 'Opaque.', resolve: ({ id }) => globalId('DeskTag', id) }),
    tag: t.expose('tag', {
      type: DeskTagRef,
      nullable: true,
      description: 'The tag; null if it is gone, or has only another name.',
    }),
  }),
})

builder.queryFields((t) => ({
  tagColors: t.field({
    type: [DeskTagRef],
    authScopes: { staff: true },
    description: 'Staff: the tags that have a colour.',
    resolve: () => readColouredTags(),
  }),
  tagUses: t.field({
    type: [TagUseRef],
    authScopes: { admin: true },
    description: 'Admins: the tags of the desk, most used first; also those that only macros and views use.',
    args: {
      text: t.arg.string({ description: 'Only tags that contain this.' }),
      first: t.arg.int({ defaultValue: 50, description: 'The number of items, 100 at most.' }),
      offset: t.arg.int({ defaultValue: 0, description: 'The number of items to skip.' }),
    },
    resolve: (_root, { text, first, offset }) => {
      if ((offset ?? 0) < 0) throw new RequestError('BAD_USER_INPUT', 'An offset cannot be negative.')
      return readTagUses(searchedText(text ?? '', 100), pageOf({ first }, 0).limit, offset ?? 0)
    },
  }),
}))

const tag = { required: true, description: 'The tag.' } as const
const RenameTagInput = builder.inputType('RenameTagInput', {
  description: 'Input of `renameTag`.',
  fields: (t) => ({
    tag: t.string(tag),
    name: t.string({ required: true, description: 'Its new name; at most 50 characters.' }),
  }),
})
const MergeTagsInput = builder.inputType('MergeTagsInput', {
  description: 'Input of `mergeTags`.',
  fields: (t) => ({
    tag: t.string(tag),
    into: t.string({ required: true, description: 'The tag that takes its place.' }),
  }),
})
const DeleteTagInput = builder.inputType('DeleteTagInput', {
  description: 'Input of `deleteTag`.',
  fields: (t) => ({ tag: t.string(tag) }),
})
const SetTagColorInput = builder.inputType('SetTagColorInput', {
  description: 'Input of `setTagColor`.',
  fields: (t) => ({
    tag: t.string(tag),
    color: t.field({ type: TagColor, description: 'The colour; null for none.' }),
  }),
})

const DeskTagPayload = payloadType<{ tag: DeskTag | null }>('DeskTagPayload', 'The changed tag.')
builder.objectField(DeskTagPayload, 'tag', (t) =>
  t.field({
    type: DeskTagRef,
    nullable: true,
    description: 'The tag; null if nothing was changed, or if it was deleted.',
    resolve: ({ tag: changed }) => changed ?? null,
  }),
)

const common = { type: DeskTagPayload, authScopes: { signedIn: true } } as const

builder.mutationFields((t) => ({
  renameTag: t.field({
    ...common,
    description: 'Admins: renames a tag in all tickets, macros and views. CONFLICT if there is a tag with this name.',
    args: { input: t.arg({ type: RenameTagInput, required: true, description: 'The tag and its name.' }) },
    resolve: (_root, { input }, context) => answer(async () => ({ tag: await renameTag(signedIn(context), input) })),
  }),
  mergeTags: t.field({
    ...common,
    description: 'Admins: replaces a tag by another one in all tickets, macros and views.',
    args: { input: t.arg({ type: MergeTagsInput, required: true, description: 'The two tags.' }) },
    resolve: (_root, { input }, context) => answer(async () => ({ tag: await mergeTags(signedIn(context), input) })),
  }),
  deleteTag: t.field({
    ...common,
    description:
      'Admins: removes a tag from all tickets, macros and views. Macros that do nothing else, and views that filter by nothing else, are deleted.',
    args: { input: t.arg({ type: DeleteTagInput, required: true, description: 'The tag.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        await deleteTag(signedIn(context), input)
        return { tag: null }
      }),
  }),
  setTagColor: t.field({
    ...common,
    description: 'Admins: sets the colour in which a tag is shown to staff.',
    args: { input: t.arg({ type: SetTagColorInput, required: true, description: 'The tag and its colour.' }) },
    resolve: (_root, { input }, context) => answer(async () => ({ tag: await setTagColor(signedIn(context), input) })),
  }),
}))

builder.subscriptionField('tagChanged', (t) =>
  t.field({
    type: TagChangeRef,
    authScopes: { staff: true },
    description: 'Staff: changes of the desk’s tags. Starts from now.',
    subscribe: (_root, _args, { identity }) => fromNow(tagFeed(identity!), identity!),
    resolve: (change) => change as unknown as TagChange,
  }),
)
