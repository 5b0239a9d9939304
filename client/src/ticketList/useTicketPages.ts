import { useMemo, useSyncExternalStore } from 'react'
import { useClient } from 'urql'
import { TicketPager, type PagerState } from './TicketPager.ts'
import type { TicketFilter, TicketOrder } from '../tickets/tickets.generated.ts'

/** A live, paged list of tickets. */
export const useTicketPages = (
  filter: TicketFilter,
  orderBy: TicketOrder,
): { pager: TicketPager; list: PagerState } => {
  const client = useClient()
  const key = JSON.stringify([filter, orderBy])
  const pager = useMemo(() => {
    const [wanted, order] = JSON.parse(key) as [TicketFilter, TicketOrder]
    return new TicketPager(client, wanted, order)
  }, [client, key])
  return { pager, list: useSyncExternalStore(pager.subscribe, pager.getState) }
}
