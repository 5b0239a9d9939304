import { useEffect } from 'react'
import { useClient } from 'urql'
import {
  MessageReadersDocument,
  type MessageReadersQuery,
  type MessageReadersQueryVariables,
} from './messages.generated.ts'
import { markedMessages } from './sources.ts'
import type { ThreadLog, LogState } from './threadLog.ts'

const ASK_EVERY_MS = 8_000

/** Reading is not an event of the log: while the person looks, asks who has read their newest message. */
export const useReadReceipts = (
  log: ThreadLog,
  { entries }: LogState,
  viewerId: string,
  isAttentive: boolean,
): void => {
  const client = useClient()
  const { newest, newestRead } = markedMessages(entries, viewerId)
  const messageId = newest && newest !== newestRead ? newest.message.id : undefined
  // Somebody's answer says that they have read: then ask at once.
  const lastSeq = entries.at(-1)?.seq

  useEffect(() => {
    if (!messageId || !isAttentive) return undefined
    const ask = async () => {
      const { data } = await client
        .query<MessageReadersQuery, MessageReadersQueryVariables>(
          MessageReadersDocument,
          { id: messageId },
          { requestPolicy: 'network-only' },
        )
        .toPromise()
      if (data?.node?.__typename === 'Message' && data.node.readBy.length > 0)
        log.patch(messageId, { readBy: data.node.readBy })
    }
    const timer = setInterval(() => void ask(), ASK_EVERY_MS)
    const first = setTimeout(() => void ask(), 1_500)
    return () => {
      clearInterval(timer)
      clearTimeout(first)
    }
  }, [client, log, messageId, isAttentive, lastSeq])
}
