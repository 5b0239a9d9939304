import { useEffect } from 'react'
import { useClient } from 'urql'
import { MarkReadDocument, type MarkReadMutation, type MarkReadMutationVariables } from './messages.generated.ts'
import type { ThreadLog } from './threadLog.ts'

/** Looking at something for this long is reading it. */
const READ_AFTER_MS = 1_000
const RETRY_MS = 10_000

type Reading = {
  log: ThreadLog
  ticketId: string
  /** The last seq in sight. */
  seq: number
  readSeq: number
  isAttentive: boolean
}

/** Marks as read what was in sight for a second while the person could be looking. Never goes back. */
export const useReadTracking = ({ log, ticketId, seq, readSeq, isAttentive }: Reading): void => {
  const client = useClient()
  useEffect(() => {
    if (!isAttentive || seq <= readSeq) return undefined
    let timer = setTimeout(function mark() {
      void client
        .mutation<MarkReadMutation, MarkReadMutationVariables>(MarkReadDocument, { input: { ticketId, seq } })
        .toPromise()
        .then(({ data }) => {
          if (data?.markRead.ticket) log.markedRead(seq)
          else timer = setTimeout(mark, RETRY_MS)
        })
    }, READ_AFTER_MS)
    return () => clearTimeout(timer)
  }, [client, log, ticketId, seq, readSeq, isAttentive])
}
