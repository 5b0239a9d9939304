import { useCallback, useEffect } from 'react'
import { useClient } from 'urql'
import { useThrottled } from '../lib/useThrottled.ts'
import {
  MessageReadersDocument,
  type MessageReadersQuery,
  type MessageReadersQueryVariables,
} from './messages.generated.ts'
import { markedMessages } from './sources.ts'
import type { ThreadLog, LogState } from './threadLog.ts'

const ASK_EVERY_MS = 8_000
const ASK_SOON_MS = 1_500

/** Read receipts are not log events: while the page has focus, polls who has read the newest message. */
export const useReadReceipts = (
  log: ThreadLog,
  { entries }: LogState,
  viewerId: string,
  isAttentive: boolean,
): void => {
  const client = useClient()
  const { newest, newestRead } = markedMessages(entries, viewerId)
  const messageId = newest && newest !== newestRead ? newest.message.id : undefined
  // A reply implies that its author has read: poll soon.
  const lastSeq = entries.at(-1)?.seq

  const ask = useCallback(async () => {
    if (!messageId || !isAttentive) return
    const { data } = await client
      .query<MessageReadersQuery, MessageReadersQueryVariables>(
        MessageReadersDocument,
        { id: messageId },
        { requestPolicy: 'network-only' },
      )
      .toPromise()
    if (data?.node?.__typename === 'Message' && data.node.readBy.length > 0)
      log.patch(messageId, { readBy: data.node.readBy })
  }, [client, log, messageId, isAttentive])
  useThrottled(lastSeq ?? 0, () => void ask(), ASK_SOON_MS)
  useEffect(() => {
    const timer = setInterval(() => void ask(), ASK_EVERY_MS)
    const first = setTimeout(() => void ask(), ASK_SOON_MS)
    return () => {
      clearInterval(timer)
      clearTimeout(first)
    }
  }, [ask])
}
