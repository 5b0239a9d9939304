import { useState } from 'react'
import { isStaff } from '../lib/roles.ts'
import { useLiveSubscription } from '../graphql/useLiveSubscription.ts'
import {
  InboxEventsDocument,
  type InboxEventsSubscription,
  type InboxEventsSubscriptionVariables,
} from '../tickets/tickets.generated.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { useStars } from './useStars.ts'

type Update = Extract<InboxEventsSubscription['inboxEvents'], { cursor: string }>

/**
 * Keeps every list live, starting at the first list's cursor. One unfiltered feed serves all views; the cache moves
 * tickets between them. After a reset the lists reload, and the feed continues from their cursor.
 * `onUpdate` is called with each update once the cache has it.
 */
export const useInboxFeed = (cursor: string | undefined, onUpdate?: (update: Update) => void): void => {
  const { viewer } = useViewer()
  const loadStars = useStars()
  const [from, setFrom] = useState<string>()
  const [spent, setSpent] = useState<string>()
  if (from === undefined && cursor !== undefined && cursor !== spent) setFrom(cursor)

  useLiveSubscription<InboxEventsSubscription, InboxEventsSubscriptionVariables>({
    document: InboxEventsDocument,
    variables: { withPermissions: !isStaff(viewer.role) },
    from,
    onDelivery: (update) => {
      loadStars()
      onUpdate?.(update)
    },
    onReset: () => {
      setSpent(cursor)
      setFrom(undefined)
    },
  })
}
