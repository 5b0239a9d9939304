import {
  CheckCheck,
  CircleDot,
  CircleUserRound,
  Hand,
  Hash,
  Hourglass,
  MessageCircleReply,
  Scale,
  Star,
  Store,
  UsersRound,
  type LucideIcon,
} from 'lucide-react'
import { isStaff } from '../lib/roles.ts'
import type { TicketOrderName } from './search.ts'
import type { Viewer } from '../viewer/useViewer.ts'
import type { TicketCountsQuery, TicketFilter } from '../tickets/tickets.generated.ts'

type Counts = TicketCountsQuery['ticketCounts']

export type View = {
  id: ViewId
  icon: LucideIcon
  filter: TicketFilter
  /** The default order; newest activity if omitted. */
  order?: TicketOrderName
  /** Omitted if it is not counted. */
  count?: (counts: Counts) => number
  /** The second key after `g`. */
  key: string
}
export type ViewId =
  | 'tagged'
  | 'unclaimed'
  | 'mine'
  | 'open'
  | 'waiting-on-me'
  | 'needs-reply'
  | 'waiting'
  | 'starred'
  | 'solved'
  | 'disputes'
  | 'with-shops'
  | 'my-customers'
  | 'from-customers'

/** People of shops are on different sides of their tickets. */
const ONES_TURN: TicketFilter = { waitingOnViewer: true }
const UNDONE: TicketFilter = { status: ['OPEN', 'IN_PROGRESS'] }
const undone = ({ open, inProgress }: Counts): number => open + inProgress

const open: View = { id: 'open', icon: CircleDot, filter: UNDONE, count: undone, key: 'i' }
const starred: View = {
  id: 'starred',
  icon: Star,
  filter: { starred: true },
  count: (counts) => counts.starred,
  key: 's',
}
const solved: View = {
  id: 'solved',
  icon: CheckCheck,
  filter: { status: ['RESOLVED', 'CLOSED'] },
  count: ({ resolved, closed }) => resolved + closed,
  key: 'd',
}
const onRequester: Omit<View, 'id'> = {
  icon: MessageCircleReply,
  filter: { waitingOn: 'REQUESTER' },
  count: (counts) => counts.waitingOnRequester,
  key: 'm',
}

/** The views of UI.md for each role; the first one is the default. */
export const viewsOf = (viewer: Viewer): View[] => {
  if (isStaff(viewer.role)) {
    return [
      open,
      {
        id: 'unclaimed',
        icon: Hand,
        filter: { ...UNDONE, unassigned: true },
        count: (counts) => counts.unassigned,
        key: 'u',
      },
      {
        id: 'mine',
        icon: CircleUserRound,
        filter: { assigneeId: viewer.id },
        count: (counts) => counts.mine,
        key: 'm',
      },
      {
        id: 'needs-reply',
        icon: Hourglass,
        filter: { waitingOn: 'STAFF' },
        order: 'waiting',
        count: (counts) => counts.waitingOnStaff,
        key: 'w',
      },
      {
        id: 'disputes',
        icon: Scale,
        filter: { ...UNDONE, escalated: true },
        order: 'due',
        count: (counts) => counts.disputed,
        key: 'e',
      },
      { id: 'with-shops', icon: Store, filter: { ...UNDONE, addressedTo: 'SHOP' }, key: 'h' },
      starred,
      solved,
    ]
  }
  if (viewer.role === 'SELLER') {
    return [
      {
        id: 'needs-reply',
        icon: MessageCircleReply,
        filter: ONES_TURN,
        count: (counts) => counts.waitingOnViewer,
        key: 'm',
      },
      {
        id: 'waiting',
        icon: Hourglass,
        filter: { ...UNDONE, waitingOnViewer: false },
        count: (counts) => undone(counts) - counts.waitingOnViewer,
        key: 'w',
      },
      solved,
      starred,
      { id: 'from-customers', icon: UsersRound, filter: { ...UNDONE, addressedTo: 'SHOP' }, key: 'c' },
      { id: 'my-customers', icon: CircleUserRound, filter: { ...UNDONE, shopAssigneeId: viewer.id }, key: 'h' },
    ]
  }
  return [open, { ...onRequester, id: 'waiting-on-me' }, solved, starred]
}

/** Whether an empty view means that the viewer's work is done. Of those who ask, only what waits for them is work. */
export const isQueue = (view: ViewId, role: Viewer['role']): boolean =>
  ['needs-reply', 'waiting-on-me', 'unclaimed', 'mine', 'disputes'].includes(view) || (view === 'open' && isStaff(role))

/** All tickets: for search, and for a tag chosen in the rail, whose count covers all tickets. */
export const EVERYTHING: View = { id: 'tagged', icon: Hash, filter: {}, count: (counts) => counts.total, key: '' }

/** The order of a list: from the address, else the view's default. */
export const orderOf = (view: View, order: TicketOrderName | undefined): TicketOrderName =>
  order ?? view.order ?? 'updated'

/** The view of that name, or the first. */
export const viewNamed = (views: View[], name: string | undefined): View =>
  [...views, EVERYTHING].find(({ id }) => id === name) ?? views[0]!

/** The view that contains a new ticket of the viewer. */
export const viewOfNewTicket = (viewer: Viewer): ViewId => (viewer.role === 'SELLER' ? 'waiting' : 'open')
