import { useState } from 'react'
import { firstUnread, hasAllUnread } from './sources.ts'
import type { LogState } from './threadLog.ts'
import type { OpeningPosition } from './useOpeningPosition.ts'

/**
 * The seq below the unread divider; null for none. It stays until the viewer opens another ticket, or leaves the window
 * after reading everything. Messages that arrive while away get a new divider.
 */
export const useUnreadDivider = (
  state: LogState,
  position: OpeningPosition | null,
  viewerId: string,
  isAttentive: boolean,
): number | null => {
  const [divider, setDivider] = useState<number | null>(null)
  const [started, setStarted] = useState(false)
  const [attended, setAttended] = useState(isAttentive)

  const unread = () => firstUnread(state.entries, state.readSeq, viewerId)?.seq ?? null
  if (!started && position) {
    // If the thread opened at an old message, the first unread one may not be loaded: then there is no divider.
    setStarted(true)
    setDivider(position.kind === 'unread' ? position.seq : hasAllUnread(state) ? unread() : null)
  } else if (attended !== isAttentive) {
    setAttended(isAttentive)
    if (!isAttentive && unread() === null) setDivider(null)
  } else if (started && !isAttentive && divider === null) {
    const next = unread()
    if (next !== null) setDivider(next)
  }
  return divider
}
