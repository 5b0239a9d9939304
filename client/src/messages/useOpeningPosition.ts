import { useEffect, useState } from 'react'
import type { ThreadLog, LogState } from './threadLog.ts'
import { firstUnread } from './sources.ts'
import type { WantedMessage } from './useWantedMessage.ts'

/** Where a thread opens. */
export type OpeningPosition =
  | { kind: 'end' }
  | { kind: 'unread'; key: string; seq: number }
  | { kind: 'message'; key: string; seq: number }

/**
 * Finds where to open a thread, once: at the message that is asked for, else the first unread, else the end. Null until it
 * is known, which can take a few pages.
 */
export const useOpeningPosition = (
  log: ThreadLog,
  status: LogState['status'],
  viewerId: string,
  wanted: WantedMessage | undefined,
  onNotFound: () => void,
): OpeningPosition | null => {
  const [position, setPosition] = useState<OpeningPosition | null>(null)
  const isReady = status === 'ready'

  useEffect(() => {
    if (!isReady) return undefined
    let left = false
    const findPosition = async (): Promise<OpeningPosition> => {
      if (wanted) {
        const found = await log.find((entry) => entry.__typename === 'MessageEntry' && entry.message.id === wanted.id)
        if (found?.__typename === 'MessageEntry')
          return { kind: 'message', key: found.message.clientId, seq: found.seq }
        if (!left) onNotFound()
      }
      await log.loadBackTo(log.state.readSeq)
      const unread = firstUnread(log.state.entries, log.state.readSeq, viewerId)
      return unread ? { kind: 'unread', key: unread.message.clientId, seq: unread.seq } : { kind: 'end' }
    }
    void findPosition().then((found) => {
      if (!left) setPosition(found)
    })
    return () => {
      left = true
    }
    // Once per message that is asked for: new messages must not scroll the viewer away.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isReady, log, wanted, viewerId])

  return position
}
