import { builder } from '../graphql/builder.ts'
import { globalId, uuidOf } from '../graphql/globalId.ts'
import { answer, payloadType } from '../graphql/payload.ts'
import { fromNow } from '../live/feed.ts'
import type { Filter } from '../tickets/filter.ts'
import type { Period } from '../tickets/period.ts'
import { filterOf, OrderDirection, TicketFilter, TicketOrder, TicketOrderField } from '../tickets/schema.filter.ts'
import { TicketPriority, TicketStatus, TicketType, WaitingOn } from '../tickets/schema.enums.ts'
import { signedIn } from '../graphql/context.ts'
import { Role, User } from '../viewer/schema.ts'
import { readPeople } from '../viewer/reads.ts'
import { deleteView } from './deleteView.ts'
import { type ViewChange, viewFeed } from './feed.ts'
import { canChangeView, canSaveViews } from './policy.ts'
import { countMatches, readView, readViews, type SavedView } from './reads.ts'
import { saveView } from './saveView.ts'

type Counted = SavedView & { count: number }

const SavedPeriod = builder.objectRef<Period>('SavedPeriod').implement({
  description: 'The saved `TicketPeriodInput`.',
  fields: (t) => {
    const instant = (name: 'from' | 'until', description: string) =>
      t.field({
        type: 'DateTime',
        nullable: true,
        description,
        resolve: (period) => (period[name] == null ? null : new Date(period[name])),
      })
    return {
      from: instant('from', 'The first instant.'),
      until: instant('until', 'The first instant after it.'),
      days: t.int({ nullable: true, description: 'So many days up to now.', resolve: ({ days }) => days ?? null }),
      timeZone: t.string({
        nullable: true,
        description: 'The time zone of these days.',
        resolve: ({ timeZone }) => timeZone ?? null,
      }),
    }
  },
})

const SavedFilter = builder.objectRef<Filter>('SavedFilter').implement({
  description: 'The saved `TicketFilter`. Null if it is empty.',
  fields: (t) => {
    const flag = (name: 'unassigned' | 'mine' | 'starred' | 'unread', description: string) =>
      t.boolean({ nullable: true, description, resolve: (filter) => filter[name] ?? null })
    const id = (name: 'assigneeId' | 'requesterId' | 'sellerId', type: string, description: string) =>
      t.id({ nullable: true, description, resolve: (filter) => (filter[name] ? globalId(type, filter[name]) : null) })
    return {
      status: t.field({
        type: [TicketStatus],
        nullable: true,
        description: 'Tickets with one of these statuses.',
        resolve: ({ status }) => status ?? null,
      }),
      priority: t.field({
        type: [TicketPriority],
        nullable: true,
        description: 'Tickets with one of these priorities.',
        resolve: ({ priority }) => priority ?? null,
      }),
      type: t.field({
        type: [TicketType],
        nullable: true,
        description: 'Tickets of one of these types.',
        resolve: ({ type }) => type ?? null,
      }),
      tags: t.stringList({
        nullable: true,
        description: 'Tickets with all of these tags.',
        resolve: ({ tags }) => tags ?? null,
      }),
      team: t.stringList({
        nullable: true,
        description: 'Tickets routed to one of these teams.',
        resolve: ({ team }) => team ?? null,
      }),
      requesterRole: t.field({
        type: [Role],
        nullable: true,
        description: 'Tickets whose requester has one of these roles.',
        resolve: ({ requesterRole }) => requesterRole ?? null,
      }),
      assigneeId: id('assigneeId', 'User', 'Tickets assigned to this person.'),
      requesterId: id('requesterId', 'User', 'Tickets requested by this person.'),
      sellerId: id('sellerId', 'Seller', 'Concerning this shop.'),
      unassigned: flag('unassigned', 'Unassigned.'),
      mine: flag('mine', 'Tickets assigned to the viewer.'),
      starred: flag('starred', 'Tickets starred by the viewer.'),
      unread: flag('unread', 'Tickets with messages that the viewer has not read.'),
      waitingOn: t.field({
        type: WaitingOn,
        nullable: true,
        description: 'Tickets waiting for staff, for the requester or for the shop.',
        resolve: ({ waitingOn }) => waitingOn ?? null,
      }),
      created: t.field({
        type: SavedPeriod,
        nullable: true,
        description: 'Tickets that were created in this period.',
        resolve: ({ created }) => created ?? null,
      }),
      updated: t.field({
        type: SavedPeriod,
        nullable: true,
        description: 'Tickets that last changed in this period.',
        resolve: ({ updated }) => updated ?? null,
      }),
      text: t.string({
        nullable: true,
        description: 'Text in the subject, or a ticket number.',
        resolve: ({ text }) => text ?? null,
      }),
    }
  },
})

const SavedViewType = builder.objectRef<Counted>('SavedView')
builder.objectType(SavedViewType, {
  description: 'A named filter and order, private to a staff member or shared with all staff.',
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: ({ id }) => globalId('SavedView', id) }),
    name: t.exposeString('name', { description: 'The name.' }),
    shared: t.exposeBoolean('shared', { description: 'Whether the view is shared with all staff.' }),
    owner: t.loadable({
      type: User,
      description: 'The owner.',
      load: (ids: string[]) => readPeople(ids) as Promise<never[]>,
      resolve: ({ ownerId }) => ownerId,
    }),
    filter: t.field({ type: SavedFilter, description: 'The filter.', resolve: ({ filter }) => filter }),
    orderField: t.field({
      type: TicketOrderField,
      description: 'The field that tickets are ordered by.',
      resolve: ({ order }) => order.field,
    }),
    orderDirection: t.field({
      type: OrderDirection,
      description: 'The direction.',
      resolve: ({ order }) => order.direction,
    }),
    count: t.exposeInt('count', { description: 'The number of tickets in the view, counted up to 1,000.' }),
    viewerCanChange: t.boolean({
      description: 'Whether the viewer may change and delete the view.',
      resolve: (view, _args, { viewer }) => viewer !== null && canChangeView(viewer, view),
    }),
  }),
})

const SaveViewInput = builder.inputType('SaveViewInput', {
  description: 'Input of `saveView`. For an existing view, omitted fields do not change.',
  fields: (t) => ({
    id: t.id({ description: 'The view to change; omit it for a new one.' }),
    name: t.string({ description: 'The name; at most 60 characters.' }),
    shared: t.boolean({ description: 'Whether the view is shared with all staff.' }),
    filter: t.field({ type: TicketFilter, description: 'The filter.' }),
    orderBy: t.field({ type: TicketOrder, description: 'The order.' }),
  }),
})
const DeleteViewInput = builder.inputType('DeleteViewInput', {
  description: 'Input of `deleteView`.',
  fields: (t) => ({ viewId: t.id({ required: true, description: 'The view to delete.' }) }),
})

const SavedViewPayload = payloadType<{ view: Counted | null }>('SavedViewPayload', 'The updated view.')
builder.objectField(SavedViewPayload, 'view', (t) =>
  t.field({
    type: SavedViewType,
    nullable: true,
    description: 'The view; null if nothing was changed, or if it was deleted.',
    resolve: ({ view }) => view ?? null,
  }),
)

builder.queryField('savedViews', (t) =>
  t.field({
    type: [SavedViewType],
    authScopes: { signedIn: true },
    description: 'Staff: the viewer’s own views and the shared ones. Empty if the viewer is not staff.',
    resolve: async (_root, _args, context) => (canSaveViews(signedIn(context)) ? counted(await readViews()) : []),
  }),
)

builder.mutationFields((t) => ({
  saveView: t.field({
    type: SavedViewPayload,
    authScopes: { signedIn: true },
    description: 'Staff: saves a new view or changes one. A shared view can be changed by its owner and by admins.',
    args: { input: t.arg({ type: SaveViewInput, required: true, description: 'The view.' }) },
    resolve: (_root, { input: { id, filter, orderBy, ...rest } }, context) =>
      answer(async () => {
        const saved = await saveView(signedIn(context), {
          ...rest,
          id: id == null ? null : uuidOf(id, 'SavedView'),
          filter: filter && filterOf(filter),
          order: orderBy,
        })
        const view = await readView(saved)
        return { view: view && (await counted([view]))[0]! }
      }),
  }),
  deleteView: t.field({
    type: SavedViewPayload,
    authScopes: { signedIn: true },
    description: 'Staff: deletes a view. A shared view can be deleted by its owner and by admins.',
    args: { input: t.arg({ type: DeleteViewInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        await deleteView(signedIn(context), uuidOf(input.viewId, 'SavedView'))
        return { view: null }
      }),
  }),
}))

const ViewChangeRef = builder.objectRef<ViewChange>('SavedViewChange').implement({
  description: 'A change of a view that the viewer can use, or could use before.',
  fields: (t) => ({
    id: t.id({ description: 'The view.', resolve: ({ id }) => globalId('SavedView', id) }),
    view: t.field({
      type: SavedViewType,
      nullable: true,
      description: 'The current view; null if it was deleted or is no longer shared.',
      resolve: async ({ view }) => view && (await counted([view]))[0]!,
    }),
  }),
})

builder.subscriptionField('savedViewChanged', (t) =>
  t.field({
    type: ViewChangeRef,
    authScopes: { staff: true },
    description: 'Staff: changes of the viewer’s own and shared views. Starts from now.',
    subscribe: (_root, _args, { identity }) => fromNow(viewFeed(identity!), identity!),
    resolve: (change) => change as unknown as ViewChange,
  }),
)

async function counted(views: readonly SavedView[]): Promise<Counted[]> {
  const counts = await countMatches(views.map(({ filter }) => filter))
  return views.map((view, index) => ({ ...view, count: counts[index]! }))
}
