import { useState } from 'react'
import { useLiveSubscription } from '../graphql/useLiveSubscription.ts'
import {
  InboxEventsDocument,
  type InboxEventsSubscription,
  type InboxEventsSubscriptionVariables,
} from '../tickets/tickets.generated.ts'

type Update = Extract<InboxEventsSubscription['inboxEvents'], { cursor: string }>

/**
 * Keeps every list live, starting at the first list's cursor. One unfiltered feed serves all views; the cache moves
 * tickets between them. After a reset the lists reload, and the feed continues from their cursor.
 * `onUpdate` is called with each update once the cache has it.
 */
export const useInboxFeed = (cursor: string | undefined, onUpdate?: (update: Update) => void): void => {
  const [from, setFrom] = useState<string>()
  const [spent, setSpent] = useState<string>()
  if (from === undefined && cursor !== undefined && cursor !== spent) setFrom(cursor)

  useLiveSubscription<InboxEventsSubscription, InboxEventsSubscriptionVariables>({
    document: InboxEventsDocument,
    variables: {},
    from,
    onDelivery: onUpdate,
    onReset: () => {
      setSpent(cursor)
      setFrom(undefined)
    },
  })
}
