import type { Pager } from '../graphql/Pager.ts'
import type { PagedList } from '../graphql/pages.ts'
import { usePager } from '../graphql/usePager.ts'
import {
  TicketPageDocument,
  type TicketFilter,
  type TicketOrder,
  type TicketPageQuery,
} from '../tickets/tickets.generated.ts'
import { TicketCursorAtDocument } from '../views/views.generated.ts'

type Connection = TicketPageQuery['tickets']
export type TicketPager = Pager<Connection>
/** A list of tickets as far as it is loaded. */
export type TicketPages = PagedList<Connection>

/** On a busy desk a list changes more often than anybody can see. */
const SHOWN_EVERY_MS = 100

/** A live, paged list of tickets. */
export const useTicketPages = (filter: TicketFilter, orderBy: TicketOrder) =>
  usePager<Connection>({
    document: TicketPageDocument,
    variables: { filter, orderBy },
    // The inbox feed keeps cached lists up to date.
    firstPolicy: 'cache-first',
    cursorAt: TicketCursorAtDocument,
    everyMs: SHOWN_EVERY_MS,
  })
