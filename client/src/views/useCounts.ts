import { useEffect, useRef, useState } from 'react'
import { useThrottled } from '../lib/useThrottled.ts'
import { useCountsDue } from './countsDue.ts'
import {
  useTicketCountsQuery,
  useTicketTagsQuery,
  type TicketCountsQuery,
  type TicketTagsQuery,
} from '../tickets/tickets.generated.ts'

/** The minimum interval between refetches of the counts. */
const AT_MOST_EVERY_MS = 2_000
/** At most this share of the time is spent on counting: of a large or busy desk the counts follow more slowly. */
const SHARE = 1 / 10
/** The number of tags in the rail. */
export const TAGS_COUNTED = 20

export type Counts = TicketCountsQuery['ticketCounts']
export type TagCounts = TicketTagsQuery['ticketTags']

const NONE: TagCounts = []

/** The number of tickets of each view and tag, kept up to date. */
export const useCounts = (withTags: boolean): { counts: Counts | undefined; tags: TagCounts } => {
  const [{ data, fetching }, again] = useTicketCountsQuery()
  const [{ data: tagData }, tagsAgain] = useTicketTagsQuery({
    variables: { text: null, first: TAGS_COUNTED },
    pause: !withTags,
  })
  const changes = useCountsDue((state) => state.changes)
  const askedAt = useRef<number>(undefined)
  const [pause, setPause] = useState(AT_MOST_EVERY_MS)
  useEffect(() => {
    if (fetching || askedAt.current === undefined) return
    setPause(Math.max(AT_MOST_EVERY_MS, (performance.now() - askedAt.current) / SHARE))
    askedAt.current = undefined
  }, [fetching])
  const recount = () => {
    askedAt.current = performance.now()
    again({ requestPolicy: 'network-only' })
    if (withTags) tagsAgain({ requestPolicy: 'network-only' })
  }
  useThrottled(changes, recount, pause)

  return { counts: data?.ticketCounts, tags: tagData?.ticketTags ?? NONE }
}

/** The number of unassigned tickets that are not done, from the latest counts. */
export const useUnclaimedCount = (): number => useTicketCountsQuery()[0].data?.ticketCounts.unassigned ?? 0
