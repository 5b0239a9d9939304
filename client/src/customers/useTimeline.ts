import { useEffect, useMemo, useRef, useState } from 'react'
import { useClient } from 'urql'
import { usePager } from '../graphql/usePager.ts'
import { useThrottled } from '../lib/useThrottled.ts'
import {
  CustomerTimelineDocument,
  type CustomerTimelineQuery,
  type CustomerTimelineQueryVariables,
} from './customers.generated.ts'
import type { CustomerMoment } from './days.ts'
import { useTicketUpdates } from './ticketUpdates.ts'

type Timeline = NonNullable<CustomerTimelineQuery['customerTimeline']>

/** How many of the newest are asked for when something has happened; other than a page, so that pages stay where they are. */
const NEWEST = 20
/** The minimum interval between these requests. */
const AT_MOST_EVERY_MS = 1_000

/** Everything with a person, newest first. What happens while it is shown is added; the pages below do not move. */
export const useTimeline = (userId: string) => {
  const client = useClient()
  const { pager, list } = usePager<Timeline>({
    document: CustomerTimelineDocument,
    variables: { userId },
    firstPolicy: 'network-only',
  })
  const [newer, setNewer] = useState<readonly CustomerMoment[]>([])
  const rows = useMemo(() => list.rows && withNewer(newer, list.rows), [newer, list.rows])
  const shown = useRef(rows)
  useEffect(() => {
    shown.current = rows
  })

  const [changes, setChanges] = useState(0)
  useEffect(
    () =>
      useTicketUpdates.subscribe(({ tickets }) => {
        const known = new Set(shown.current?.map(({ ticket }) => ticket.id))
        if (tickets.some(({ id, requester }) => requester.id === userId || known.has(id)))
          setChanges((before) => before + 1)
      }),
    [userId],
  )
  const askForNewest = async (): Promise<void> => {
    const { data } = await client
      .query<CustomerTimelineQuery, CustomerTimelineQueryVariables>(
        CustomerTimelineDocument,
        { userId, first: NEWEST },
        { requestPolicy: 'network-only' },
      )
      .toPromise()
    const found = data?.customerTimeline?.edges.map(({ node }) => node)
    if (!found || !shown.current) return
    if (joins(found, shown.current)) return setNewer((before) => withNewer(found, before))
    // Much has happened at once: something may lie between.
    setNewer([])
    pager.refresh()
  }
  useThrottled(changes, () => void askForNewest(), AT_MOST_EVERY_MS)
  return { pager, list: { ...list, rows } }
}

/** Whether nothing can lie between the newest and what is shown. */
export const joins = (newest: readonly CustomerMoment[], shown: readonly CustomerMoment[]): boolean => {
  const known = new Set(shown.map(({ entry }) => entry.id))
  return newest.length < NEWEST || newest.some(({ entry }) => known.has(entry.id))
}

/** Both, each once, newest first. */
export const withNewer = (newer: readonly CustomerMoment[], shown: readonly CustomerMoment[]): CustomerMoment[] => {
  const known = new Set(shown.map(({ entry }) => entry.id))
  const added = newer.filter(({ entry }) => !known.has(entry.id))
  return [...added, ...shown].sort((a, b) => Date.parse(b.entry.at) - Date.parse(a.entry.at))
}
