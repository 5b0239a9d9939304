import { useEffect, useRef } from 'react'
import { useClient } from 'urql'
import { MarkReadDocument, type MarkReadMutation, type MarkReadMutationVariables } from './messages.generated.ts'
import type { ThreadLog } from './threadLog.ts'

/** A message counts as read after being visible this long. */
const READ_AFTER_MS = 1_000
const RETRY_MS = 10_000

type Reading = {
  log: ThreadLog
  ticketId: string
  /** The last visible seq. */
  seq: number
  readSeq: number
  isAttentive: boolean
}

/** Marks messages as read that were visible for a second while the page had focus. Never goes back. */
export const useReadTracking = ({ log, ticketId, seq, readSeq, isAttentive }: Reading): void => {
  const client = useClient()
  const latest = useRef(seq)
  useEffect(() => {
    latest.current = seq
  })
  const isReading = isAttentive && seq > readSeq
  useEffect(() => {
    if (!isReading) return undefined
    let timer: ReturnType<typeof setTimeout>
    let isOver = false
    const mark = async (seen: number) => {
      const { data } = await client
        .mutation<MarkReadMutation, MarkReadMutationVariables>(MarkReadDocument, { input: { ticketId, seq: seen } })
        .toPromise()
      if (data?.markRead.ticket) log.markedRead(seen)
      if (isOver) return
      if (!data?.markRead.ticket) timer = setTimeout(() => void mark(seen), RETRY_MS)
      else if (latest.current > seen) check()
    }
    // Messages that arrive in the meantime do not restart the timer; otherwise a busy thread would never be read.
    const check = () => {
      const seen = latest.current
      timer = setTimeout(() => void mark(seen), READ_AFTER_MS)
    }
    check()
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [client, log, ticketId, isReading])
}
