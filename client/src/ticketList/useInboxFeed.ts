import { useState } from 'react'
import { useLiveSubscription } from '../graphql/useLiveSubscription.ts'
import {
  InboxEventsDocument,
  type InboxEventsSubscription,
  type InboxEventsSubscriptionVariables,
} from '../tickets/tickets.generated.ts'

type Update = Extract<InboxEventsSubscription['inboxEvents'], { cursor: string }>

/**
 * Keeps every list live, from the first list's cursor on. One feed without a filter serves all views: the cache moves the
 * tickets between them. After a reset the lists load anew, and the feed goes on from the cursor that they bring.
 * `onUpdate` hears what changed, once the cache has it.
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
