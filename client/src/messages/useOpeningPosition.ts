import { useEffect, useState } from 'react'
import type { ThreadLog, LogState } from './threadLog.ts'
import { firstUnread, hasAllUnread } from './sources.ts'
import type { WantedMessage } from './useWantedMessage.ts'

/** Where a thread opens. */
export type OpeningPosition =
  | { kind: 'end' }
  | { kind: 'unread'; key: string; seq: number }
  | { kind: 'message'; key: string; seq: number }

type Found = { position: OpeningPosition; wanted: WantedMessage | undefined }

/**
 * Finds where to open a thread, once: at the message that is asked for, else the first unread, else the end. Null until it
 * is known, which can take a few pages; of a log that is loaded it is known at once.
 */
export const useOpeningPosition = (
  log: ThreadLog,
  status: LogState['status'],
  viewerId: string,
  wanted: WantedMessage | undefined,
  onNotFound: () => void,
): OpeningPosition | null => {
  const [found, setFound] = useState<Found>()
  const isReady = status === 'ready'
  if (isReady && !found && !wanted && hasAllUnread(log.state))
    setFound({ position: firstUnreadOrEnd(log, viewerId), wanted })
  const isFound = found !== undefined && found.wanted === wanted

  useEffect(() => {
    if (!isReady || isFound) return undefined
    let left = false
    const findPosition = async (): Promise<OpeningPosition> => {
      if (wanted) {
        const entry = await log.find((one) => one.__typename === 'MessageEntry' && one.message.id === wanted.id)
        if (entry?.__typename === 'MessageEntry')
          return { kind: 'message', key: entry.message.clientId, seq: entry.seq }
        if (!left) onNotFound()
      }
      await log.loadBackTo(log.state.readSeq)
      return firstUnreadOrEnd(log, viewerId)
    }
    void findPosition().then((position) => {
      if (!left) setFound({ position, wanted })
    })
    return () => {
      left = true
    }
    // Once per message that is asked for: new messages must not scroll the viewer away.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isReady, log, wanted, viewerId])

  return found?.position ?? null
}

const firstUnreadOrEnd = (log: ThreadLog, viewerId: string): OpeningPosition => {
  const unread = firstUnread(log.state.entries, log.state.readSeq, viewerId)
  return unread ? { kind: 'unread', key: unread.message.clientId, seq: unread.seq } : { kind: 'end' }
}
