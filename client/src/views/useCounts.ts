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
/** The number of tags in the rail. */
export const TAGS_COUNTED = 20

export type Counts = TicketCountsQuery['ticketCounts']
export type TagCounts = TicketTagsQuery['ticketTags']

/** The number of tickets of each view and tag, kept up to date. */
export const useCounts = (withTags: boolean): { counts: Counts | undefined; tags: TagCounts } => {
  const [{ data }, again] = useTicketCountsQuery()
  const [{ data: tagData }, tagsAgain] = useTicketTagsQuery({
    variables: { text: null, first: TAGS_COUNTED },
    pause: !withTags,
  })
  const changes = useCountsDue((state) => state.changes)
  const recount = () => {
    again({ requestPolicy: 'network-only' })
    if (withTags) tagsAgain({ requestPolicy: 'network-only' })
  }
  useThrottled(changes, recount, AT_MOST_EVERY_MS)

  return { counts: data?.ticketCounts, tags: tagData?.ticketTags ?? [] }
}

/** The number of unassigned tickets that are not done, from the latest counts. */
export const useUnclaimedCount = (): number => useTicketCountsQuery()[0].data?.ticketCounts.unassigned ?? 0
